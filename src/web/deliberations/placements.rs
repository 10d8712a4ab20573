//! Placing dots. The browser's cookie holds the token that owns them; going round on one laptop there is none.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use entity::ids::{DeliberationId, VirtueId};
use entity::placement::Moment;
use sea_orm::ActiveEnum;

use super::{refused, room};
use crate::crypto::Token;
use crate::deliberations::Refused;
use crate::deliberations::placement::{self, Choice};
use crate::web::extract::redirect;
use crate::web::{Error, Form, Here, Params, Result, cookies};

/// Days that the owner of a dot is remembered; a conversation is over long before.
const COOKIE_DAYS: i64 = 1;

/// Places, moves or takes away dots.
pub async fn create(
    here: Here,
    headers: HeaderMap,
    Params((_, id)): Params<(String, DeliberationId)>,
    Form(fields): Form<HashMap<String, String>>,
) -> Result {
    let moment = fields.get("moment").and_then(|moment| Moment::try_from_value(moment).ok()).ok_or(Error::Malformed)?;
    let choices = choices(&fields).ok_or(Error::Malformed)?;
    let pass = fields.contains_key("pass");
    let name = room::dot_cookie(id, moment);
    let known = cookies::read(&headers, &here.app.config, &name).filter(|_| !pass);
    let token = known.map_or_else(Token::new, |token| Token::from_text(&token));
    let mut tx = here.app.db.write().await?;
    match placement::place(&mut tx, &here.actor, id, moment, &token, &choices).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::Conflict) => {
            drop(tx);
            return room::conflict(&here, &headers, id, HashMap::new()).await;
        }
        Err(Refused::Full) => {
            drop(tx);
            let notice = Some("deliberations-full");
            let extra = room::Extra { status: StatusCode::CONFLICT, notice, pass, ..room::Extra::default() };
            return room::draw(&here, &headers, id, extra).await;
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    let address = here.url(&format!("/deliberations/{id}"));
    if pass {
        return Ok(here.redirect_with_notice(&format!("{address}?pass=1"), "deliberations-passed"));
    }
    let mut response = redirect(&address);
    let cookie = cookies::make(&here.app.config, &name, token.reveal(), COOKIE_DAYS).to_string();
    let value = HeaderValue::from_str(&cookie).map_err(|_| Error::Malformed)?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}

/// Reads `place-{virtue}` fields; `None` for what can't be one of ours.
fn choices(fields: &HashMap<String, String>) -> Option<Vec<Choice>> {
    let places = fields.iter().filter_map(|(name, place)| Some((name.strip_prefix("place-")?, place)));
    let choice = |(virtue, place): (&str, &String)| {
        let place = if place.is_empty() { None } else { Some(place.parse().ok()?) };
        Some(Choice { virtue: VirtueId::parse(virtue)?, place })
    };
    places.map(choice).collect()
}
