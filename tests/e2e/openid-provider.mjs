// A provider of OpenID Connect on this machine (the package oidc-provider): whoever types a name at its own pages is that subject.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Provider from "oidc-provider";

const CLIENT = "omgang";

/** Starts a provider that knows the program at `home`; `env` has the settings under which the program uses it. */
export async function startProvider(home) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const issuer = `http://127.0.0.1:${port}`;
  const secret = randomBytes(24).toString("base64url");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: secret, redirect_uris: [`${home}/login/openid/return`], response_types: ["code"], grant_types: ["authorization_code"] }],
    cookies: { keys: [randomBytes(24).toString("base64url")] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: "niemand@demo.example" }) }),
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "one" }] },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
  });
  const failures = [];
  provider.on("server_error", (_, error) => failures.push(error));
  server.on("request", provider.callback());
  const file = join(tmpdir(), `omgang-openid-${port}`);
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  const env = { OMGANG_OPENID_ISSUER: issuer, OMGANG_OPENID_CLIENT: CLIENT, OMGANG_OPENID_SECRET_FILE: file, OMGANG_OPENID_NAME: "Maaskant" };
  return { issuer, env, failures, file, port, server };
}

/** Signs in at the provider's own pages as `subject`, and agrees where it asks whether the program may know that. */
export async function signInThere(page, { issuer }, subject) {
  await page.waitForURL(`${issuer}/interaction/**`);
  const name = page.locator("[name=login]");
  const agree = page.getByRole("button", { name: "Continue" });
  if ((await name.count()) > 0) {
    await name.fill(subject);
    await page.locator("[name=password]").fill("wat dan ook");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await agree.or(page.locator("header.top")).waitFor();
  }
  if ((await agree.count()) > 0) await agree.click();
}
