//! A provider on this machine, with real keys: it hands out codes that count once, checks secret and PKCE, and signs what a test wants
//! it to say. What people do at its own pages, a test does by `grant`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use entity::time::Timestamp;
use omgang::config::OpenId;
use omgang::config::openid::Vouching;
use omgang::web::connections::{self, Patience};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm};
use openidconnect::url::Url;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use crate::support::{Browser, Instance};

const CLIENT: &str = "omgang";
const SECRET: &str = "een geheim van de dienst, met : en spaties";
/// What the provider gives along with whom it speaks of; nobody here has a use for it.
pub const ACCESS_TOKEN: &str = "een-sleutel-die-nergens-blijft";

/// Who signs an ID token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    Provider,
    /// Somebody else's key under the provider's name for its own.
    Stranger,
    Nobody,
    /// Whoever knows the client's secret.
    Client,
}

/// What the provider says of whoever a code was given to. Times are seconds from now.
#[derive(Clone, Debug)]
pub struct Says {
    pub subject: &'static str,
    pub issuer: Option<&'static str>,
    pub audience: Value,
    pub nonce: Option<&'static str>,
    pub issued: i64,
    pub expires: i64,
    pub shown: Option<i64>,
    pub class: Option<&'static str>,
    pub methods: &'static [&'static str],
    pub signer: Signer,
}

impl Says {
    pub fn who(subject: &'static str) -> Self {
        Self {
            subject,
            issuer: None,
            audience: json!(CLIENT),
            nonce: None,
            issued: 0,
            expires: 300,
            shown: None,
            class: None,
            methods: &[],
            signer: Signer::Provider,
        }
    }
}

struct Grant {
    asked: HashMap<String, String>,
    says: Says,
    now: Timestamp,
}

struct Inside {
    issuer: String,
    key: CoreEdDsaPrivateSigningKey,
    stranger: CoreEdDsaPrivateSigningKey,
    codes: Mutex<HashMap<String, Grant>>,
}

/// The running provider.
pub struct Provider {
    inside: Arc<Inside>,
}

fn new_key() -> CoreEdDsaPrivateSigningKey {
    let head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let secret: [u8; 32] = rand::random();
    let der = STANDARD.encode([head.as_slice(), &secret].concat());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{der}\n-----END PRIVATE KEY-----\n");
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("one".into()))).unwrap()
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let inside = Arc::new(Inside { issuer, key: new_key(), stranger: new_key(), codes: Mutex::default() });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(tell))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(inside.clone());
        tokio::spawn(connections::serve(listener, router, Patience::default(), CancellationToken::new()));
        Self { inside }
    }

    /// Settings under which an instance uses it.
    pub fn settings(&self) -> OpenId {
        OpenId {
            issuer: IssuerUrl::new(self.inside.issuer.clone()).unwrap(),
            client: ClientId::new(CLIENT.into()),
            secret: ClientSecret::new(SECRET.into()),
            name: "Maaskant".into(),
            organisations: vec![],
            second_factor: vec![Vouching::Class("https://twee.example".into()), Vouching::Method("mfa".into())],
        }
    }

    pub fn instance(&self, instance: Instance, settings: OpenId) -> Instance {
        let mut config = instance.app.config.clone();
        config.openid = Some(settings);
        instance.with_config(config)
    }

    /// Follows an address as a browser does in which somebody signs in; returns the address that leads back.
    pub fn grant(&self, instance: &Instance, address: &str, says: Says) -> String {
        let url = Url::parse(address).unwrap();
        let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["scope"], "openid", "nothing else is asked");
        assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
        assert_eq!(asked["redirect_uri"], format!("{}/login/openid/return", instance.app.config.public_url));
        let code = format!("code-{}", rand::random::<u64>());
        let back = format!("/login/openid/return?code={code}&state={}&iss={}", asked["state"], self.inside.issuer);
        let grant = Grant { asked, says, now: instance.app.clock.now() };
        self.inside.codes.lock().unwrap().insert(code, grant);
        back
    }

    /// Sends a browser off by a form, and through the provider; returns the address that leads back.
    pub async fn visit(
        &self,
        instance: &Instance,
        browser: &mut Browser,
        form: (&str, &[(&str, &str)]),
        says: Says,
    ) -> String {
        let page = browser.post(form.0, form.1).await;
        assert_eq!(page.status, StatusCode::OK, "{:?} {}", page.location, page.text);
        let link = page.text.split("href=\"").find(|part| part.contains("/authorize?")).expect("a link onward");
        let address = link.split('"').next().unwrap().replace("&amp;", "&");
        assert!(address.starts_with(&self.inside.issuer));
        self.grant(instance, &address, says)
    }
}

type Answer = (StatusCode, [(HeaderName, &'static str); 1], String);

fn answer(status: StatusCode, said: Value) -> Answer {
    (status, [(header::CONTENT_TYPE, "application/json")], said.to_string())
}

async fn tell(State(inside): State<Arc<Inside>>) -> Answer {
    let at = |path: &str| format!("{}{path}", inside.issuer);
    answer(
        StatusCode::OK,
        json!({
            "issuer": inside.issuer,
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "jwks_uri": at("/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
            "authorization_response_iss_parameter_supported": true,
        }),
    )
}

async fn keys(State(inside): State<Arc<Inside>>) -> Answer {
    answer(StatusCode::OK, json!({ "keys": [inside.key.as_verification_key()] }))
}

async fn token(State(inside): State<Arc<Inside>>, headers: HeaderMap, body: String) -> Answer {
    let encoded =
        |text: &str| -> String { openidconnect::url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let expected = format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET))));
    if headers[header::AUTHORIZATION] != expected {
        return answer(StatusCode::UNAUTHORIZED, json!({ "error": "invalid_client" }));
    }
    let given: HashMap<String, String> =
        openidconnect::url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let grant = inside.codes.lock().unwrap().remove(&given["code"]);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(given["code_verifier"].as_bytes()));
    let grant = grant.filter(|grant| {
        grant.asked["code_challenge"] == challenge && grant.asked["redirect_uri"] == given["redirect_uri"]
    });
    let Some(grant) = grant else {
        return answer(StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" }));
    };
    let given = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": signed(&inside, &grant) });
    answer(StatusCode::OK, given)
}

fn signed(inside: &Inside, grant: &Grant) -> String {
    let (says, now) = (&grant.says, grant.now.0 / 1000);
    let claims = json!({
        "iss": says.issuer.unwrap_or(&inside.issuer),
        "sub": says.subject,
        "aud": says.audience,
        "nonce": says.nonce.unwrap_or(&grant.asked["nonce"]),
        "iat": now + says.issued,
        "exp": now + says.expires,
        "auth_time": says.shown.map(|shown| now + shown),
        "acr": says.class,
        "amr": says.methods,
        "email": "noor@demo.example",
        "email_verified": true,
    });
    let algorithm = match says.signer {
        Signer::Provider | Signer::Stranger => "EdDSA",
        Signer::Client => "HS256",
        Signer::Nobody => "none",
    };
    let head = json!({ "alg": algorithm, "kid": "one" });
    let message = [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
    let bytes = message.as_bytes();
    let signature = match says.signer {
        Signer::Provider => inside.key.sign(&CoreJwsSigningAlgorithm::EdDsa, bytes).unwrap(),
        Signer::Stranger => inside.stranger.sign(&CoreJwsSigningAlgorithm::EdDsa, bytes).unwrap(),
        Signer::Client => CoreHmacKey::new(SECRET).sign(&CoreJwsSigningAlgorithm::HmacSha256, bytes).unwrap(),
        Signer::Nobody => Vec::new(),
    };
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
