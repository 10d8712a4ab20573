//! The goodbye: what a device that joined by code sees once the conversation is closed. Whoever comes here without such a
//! device finds a few kind words and nothing else.

use super::view::GoodbyePage;
use super::{limited, to_room};
use crate::clock::quarter;
use crate::deliberations::{Refused, Seat, closing, farewell};
use crate::tensions::MOST_RECOGNISED;
use crate::web::deliberations::{RecogniseForm, refused, tension_groups};
use crate::web::{Error, Errors, Form, Result, Visitor};

/// Says goodbye.
pub async fn show(visitor: Visitor) -> Result {
    let seat = seat(&visitor).await?;
    if let Some(login) = limited(&visitor).filter(|login| login.admitted && seat.is_none()) {
        return to_room(&visitor, login).await;
    }
    let view = page(&visitor, seat, Errors::default()).await?;
    visitor.page(&visitor.language.t("goodbye-title"), &view)
}

/// Keeps what the person of this device recognised.
pub async fn create(visitor: Visitor, Form(form): Form<RecogniseForm>) -> Result {
    let app = &visitor.app;
    let seat = seat(&visitor).await?.ok_or(Error::NotFound)?;
    let mut tx = app.db.write().await?;
    match closing::recognise(&mut tx, &app.key, &seat, &form.tension, app.clock.now()).await {
        Ok(()) => tx.commit().await?,
        Err(Refused::NotAsked) if form.tension.len() > MOST_RECOGNISED => {
            drop(tx);
            let mut errors = Errors::default();
            errors.add("tension", "deliberations-tension-two");
            let view = page(&visitor, Some(seat), errors).await?;
            return visitor.rejected(&visitor.language.t("goodbye-title"), &view);
        }
        Err(refusal) => return Err(refused(refusal)),
    }
    Ok(visitor.redirect_with_notice("/goodbye", "deliberations-tension-kept"))
}

/// Finds the seat that this device had.
async fn seat(visitor: &Visitor) -> Result<Option<Seat>> {
    Ok(match limited(visitor) {
        Some(login) => farewell::seat(visitor.app.db.read(), login).await?,
        None => None,
    })
}

async fn page(visitor: &Visitor, seat: Option<Seat>, errors: Errors) -> Result<GoodbyePage> {
    let app = &visitor.app;
    // When the quarter is over, so is the key with which a choice is found back.
    let asked = seat.filter(|seat| quarter(seat.deliberation.opened_at) == quarter(app.clock.now()));
    let Some(seat) = asked else { return Ok(GoodbyePage { groups: Vec::new(), chosen: 0, errors }) };
    let chosen = closing::recognised(app.db.read(), &app.key, &seat).await?;
    Ok(GoodbyePage { groups: tension_groups(visitor.language, &chosen), chosen: chosen.len(), errors })
}
