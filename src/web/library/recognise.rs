//! "Herken ik", by one act, and taking it back by another.

use entity::ids::SharedCopyId;
use serde::Deserialize;

use crate::library::recognise;
use crate::web::extract::redirect;
use crate::web::{Form, Here, Params, Result};

#[derive(Deserialize)]
pub(super) struct RecognitionForm {
    #[serde(default)]
    recognised: String,
}

pub(super) async fn create(
    here: Here,
    Params((_, id)): Params<(String, SharedCopyId)>,
    Form(form): Form<RecognitionForm>,
) -> Result {
    let (app, recognised) = (&here.app, form.recognised == "yes");
    let mut tx = app.db.write().await?;
    recognise::put(&mut tx, &app.key, &here.actor, id, recognised, app.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect(&here.url(&format!("/library/{id}#recognise"))))
}
