//! Asks a provider of OpenID Connect who somebody is: authorization code with PKCE, state and nonce. The protocol is `openidconnect`'s;
//! ours is what we ask for, and what we make of the answer.
//!
//! Nothing but a subject is asked: no name, no e-mail address. Tokens are read once and kept nowhere.

mod outward;

use std::sync::OnceLock;
use std::time::{Duration, UNIX_EPOCH};

use entity::time::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
    CoreClientAuthMethod, CoreGrantType, CoreIdTokenClaims, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType, CoreTokenResponse,
};
use openidconnect::{
    AccessTokenHash, AdditionalProviderMetadata, AuthType, AuthenticationContextClass, AuthorizationCode, CsrfToken,
    DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, LanguageTag, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError, TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::config::OpenId;
use crate::config::openid::{Vouching, is_private};
use crate::crypto::{Token, hex};
use outward::{NoAnswer, Outward};

/// How far the provider's clock may be from ours.
const SKEW: Duration = Duration::from_secs(120);
/// How old a token may be that is handed over at this moment.
const OLDEST: Duration = Duration::from_secs(600);
/// Signatures that count: those of the provider's own key pairs. `none`, and what our secret could sign, aren't among them.
const SIGNED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why the provider's word doesn't count.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// It gives no answer, or none that we can begin with.
    #[error("the provider can't be asked: {0}")]
    Unreachable(String),
    /// Its answer isn't right.
    #[error("the provider's answer doesn't count: {0}")]
    Refused(String),
}

/// Who somebody is, as the provider says and we have checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub issuer: String,
    pub subject: String,
    /// Whether it asked for a second factor too.
    pub second: bool,
}

/// What one visit to the provider is bound to: all of it comes from a token that only this browser holds.
pub struct Bond(Token);

impl Bond {
    pub fn of(token: &Token) -> Self {
        Self(token.clone())
    }

    fn secret(&self, purpose: &str) -> String {
        hex(self.0.key_for(purpose).as_slice())
    }

    fn state(&self) -> String {
        self.secret("openid state")
    }

    fn nonce(&self) -> Nonce {
        Nonce::new(self.secret("openid nonce"))
    }

    fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.secret("openid pkce"))
    }

    /// Tells whether the provider sent this browser back, and not another.
    pub fn is_state(&self, given: &str) -> bool {
        bool::from(self.state().as_bytes().ct_eq(given.as_bytes()))
    }
}

/// What comes back in the address (RFC 6749, RFC 9207).
#[derive(Clone, Debug)]
pub struct Answer {
    pub code: String,
    /// Who says so; a mixed-up one is refused before anything is sent to it.
    pub issuer: Option<String>,
}

/// How somebody is sent, and what is expected of them.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The address to come back to.
    pub back: &'a str,
    /// Whether the provider has to ask anew who it is.
    pub anew: bool,
    pub language: &'a str,
}

/// What a provider tells of itself beside the usual.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Besides {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Besides {}

type Metadata = ProviderMetadata<
    Besides,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;
type Known =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// The provider of the settings. It is asked for its addresses and keys each time, so that new keys count at once.
pub struct Provider {
    settings: OpenId,
    outward: OnceLock<Outward>,
}

impl Provider {
    /// Makes the provider of these settings; asks it nothing yet.
    pub fn new(settings: OpenId) -> Self {
        Self { settings, outward: OnceLock::new() }
    }

    /// Returns the settings.
    pub fn settings(&self) -> &OpenId {
        &self.settings
    }

    /// Returns the address at the provider to which a browser is sent.
    pub async fn address(&self, bond: &Bond, asked: Asked<'_>) -> Result<String, Failed> {
        let known = self.known(&self.metadata().await?, asked.back)?;
        let (state, nonce) = (bond.state(), bond.nonce());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&bond.verifier());
        let mut request = known
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), || nonce)
            .set_pkce_challenge(challenge)
            .add_ui_locale(LanguageTag::new(asked.language.to_owned()));
        for vouching in &self.settings.second_factor {
            if let Vouching::Class(class) = vouching {
                request = request.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
            }
        }
        if asked.anew {
            request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        Ok(request.url().0.into())
    }

    /// Hands the code in, once, and checks what the provider says of whom it was given to.
    pub async fn redeem(
        &self,
        (bond, asked): (&Bond, Asked<'_>),
        answer: Answer,
        (begun, now): (Timestamp, Timestamp),
    ) -> Result<Verified, Failed> {
        let metadata = self.metadata().await?;
        self.require_issuer(&metadata, answer.issuer.as_deref())?;
        let known = self.known(&metadata, asked.back)?;
        let request = known.exchange_code(AuthorizationCode::new(answer.code)).map_err(refused)?;
        let response = request.set_pkce_verifier(bond.verifier()).request_async(self.outward()?).await;
        let response = response.map_err(|error| match error {
            RequestTokenError::Request(error) => Failed::Unreachable(error.to_string()),
            // What the server writes beside its code may name somebody.
            RequestTokenError::ServerResponse(error) => {
                Failed::Refused(format!("it answered {}", error.error().as_ref()))
            }
            _ => Failed::Refused("its token response can't be read".to_owned()),
        })?;
        let since = asked.anew.then_some(begun);
        self.verify(&known, &response, &bond.nonce(), (since, now))
    }

    fn outward(&self) -> Result<&Outward, Failed> {
        if let Some(outward) = self.outward.get() {
            return Ok(outward);
        }
        let outward = Outward::to(self.settings.issuer.url()).map_err(unreachable)?;
        Ok(self.outward.get_or_init(|| outward))
    }

    async fn metadata(&self) -> Result<Metadata, Failed> {
        let issuer = self.settings.issuer.clone();
        let metadata = Metadata::discover_async(issuer, self.outward()?).await.map_err(|error| match error {
            DiscoveryError::Request(error) => unreachable(error),
            error => Failed::Unreachable(error.to_string()),
        })?;
        let addresses = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(TokenUrl::url),
            Some(metadata.jwks_uri().url()),
        ];
        if let Some(open) = addresses.into_iter().flatten().find(|address| !is_private(address)) {
            return Err(Failed::Unreachable(format!("{} isn't on HTTPS", open.path())));
        }
        Ok(metadata)
    }

    fn known(&self, metadata: &Metadata, back: &str) -> Result<Known, Failed> {
        let (client, secret) = (self.settings.client.clone(), self.settings.secret.clone());
        let ways = metadata.token_endpoint_auth_methods_supported();
        let by_form = ways.is_some_and(|ways| {
            !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        let back = RedirectUrl::new(back.to_owned()).map_err(refused)?;
        Ok(CoreClient::from_provider_metadata(metadata.clone(), client, Some(secret))
            .set_auth_type(if by_form { AuthType::RequestBody } else { AuthType::BasicAuth })
            .set_redirect_uri(back))
    }

    fn require_issuer(&self, metadata: &Metadata, given: Option<&str>) -> Result<(), Failed> {
        let is_told = metadata.additional_metadata().authorization_response_iss_parameter_supported;
        match given {
            None if is_told => Err(Failed::Refused("it doesn't say that it is the one".to_owned())),
            Some(given) if given != self.settings.issuer.as_str() => {
                Err(Failed::Refused("another provider answered".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn verify(
        &self,
        known: &Known,
        response: &CoreTokenResponse,
        nonce: &Nonce,
        (since, now): (Option<Timestamp>, Timestamp),
    ) -> Result<Verified, Failed> {
        let now = at(now);
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        let newest = (now + SKEW).duration_since(UNIX_EPOCH).map_or(0, seconds);
        let oldest = now.checked_sub(OLDEST).and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, seconds);
        let earliest = since.map(|since| since.0 / 1000 - seconds(SKEW));
        let verifier = known
            .id_token_verifier()
            .set_allowed_algs(SIGNED)
            .set_time_fn(move || (now - SKEW).into())
            .set_issue_time_verifier_fn(move |issued| match (oldest..=newest).contains(&issued.timestamp()) {
                true => Ok(()),
                false => Err("it was issued too long ago, or later than now".to_owned()),
            })
            .set_auth_time_verifier_fn(move |shown| match earliest {
                Some(earliest) if shown.is_none_or(|shown| shown.timestamp() < earliest) => {
                    Err("it didn't ask anew who it is".to_owned())
                }
                _ => Ok(()),
            });
        let token = response.id_token().ok_or_else(|| Failed::Refused("it gave no ID token".to_owned()))?;
        let claims = token.claims(&verifier, nonce).map_err(refused)?;
        if let Some(expected) = claims.access_token_hash() {
            let (algorithm, key) =
                (token.signing_alg().map_err(refused)?, token.signing_key(&verifier).map_err(refused)?);
            let actual = AccessTokenHash::from_token(response.access_token(), algorithm, key).map_err(refused)?;
            if actual != *expected {
                return Err(Failed::Refused("the access token is another".to_owned()));
            }
        }
        Ok(Verified {
            issuer: claims.issuer().as_str().to_owned(),
            subject: subject(claims)?,
            second: self.settings.second_factor.iter().any(|vouching| vouches(claims, vouching)),
        })
    }
}

/// A subject is one to 255 signs of ASCII (OpenID Connect Core, 2).
fn subject(claims: &CoreIdTokenClaims) -> Result<String, Failed> {
    match claims.subject().as_str() {
        text if (1..=255).contains(&text.len()) && text.is_ascii() && !text.contains('\0') => Ok(text.to_owned()),
        _ => Err(Failed::Refused("its subject isn't one".to_owned())),
    }
}

fn vouches(claims: &CoreIdTokenClaims, vouching: &Vouching) -> bool {
    match vouching {
        Vouching::Class(class) => claims.auth_context_ref().is_some_and(|given| given.as_str() == class),
        Vouching::Method(method) => {
            claims.auth_method_refs().is_some_and(|given| given.iter().any(|one| one.as_str() == method))
        }
    }
}

fn at(moment: Timestamp) -> std::time::SystemTime {
    UNIX_EPOCH + Duration::from_millis(moment.0.unsigned_abs())
}

fn unreachable(error: NoAnswer) -> Failed {
    Failed::Unreachable(error.to_string())
}

fn refused(error: impl std::fmt::Display) -> Failed {
    Failed::Refused(error.to_string())
}
