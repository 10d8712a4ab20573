//! The code itself: read as people type it, shown as they read it out, drawn as a square, renewed and closed.

use entity::deliberation;
use entity::ids::DeliberationId;
use entity::time::Timestamp;
use qrcode::{Color, EcLevel, QrCode};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use crate::crypto::join_code;
use crate::db::Tx;
use crate::deliberations::{Refused, change, require_facilitator};
use crate::people::Actor;
use crate::people::logins::VISIT_HOURS;

/// Modules of white around a square; readers need four.
const MARGIN: usize = 4;

/// A code as it may exist: four letters, four digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Parses what somebody typed or scanned: small letters, spaces and hyphens do no harm.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let bytes = text.as_bytes();
        let valid = bytes.len() == 8
            && bytes[..4].iter().all(u8::is_ascii_alphabetic)
            && bytes[4..].iter().all(u8::is_ascii_digit);
        valid.then(|| Self(text.to_ascii_uppercase()))
    }

    /// Returns the code as the database and an address have it, such as `BCDF1234`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the code as it is read out, such as `BCDF 1234`.
    pub fn shown(&self) -> String {
        format!("{} {}", &self.0[..4], &self.0[4..])
    }
}

/// Returns the code with which one can join now; `None` when joining is closed or the code is over.
pub fn of(deliberation: &deliberation::Model, now: Timestamp) -> Option<Code> {
    let is_valid = deliberation.join_code_expires_at.is_some_and(|until| until > now);
    deliberation.join_code.as_deref().filter(|_| is_valid).and_then(Code::parse)
}

/// Makes a new code; the old one opens nothing any more. Who waits, waits on.
pub async fn renew(tx: &mut Tx, actor: &Actor, id: DeliberationId, now: Timestamp) -> Result<(), Refused> {
    put(tx, actor, id, Some((join_code(), now.plus_minutes(VISIT_HOURS * 60)))).await
}

/// Closes joining: no code opens anything, until a new one is made. Who waits, waits on.
pub async fn close(tx: &mut Tx, actor: &Actor, id: DeliberationId) -> Result<(), Refused> {
    put(tx, actor, id, None).await
}

async fn put(tx: &mut Tx, actor: &Actor, id: DeliberationId, code: Option<(String, Timestamp)>) -> Result<(), Refused> {
    require_facilitator(tx.conn(), actor, id).await?;
    let mut row = change(tx, actor.organisation, id).await?.into_active_model();
    let (code, expires_at) = code.unzip();
    row.join_code = Set(code);
    row.join_code_expires_at = Set(expires_at);
    row.update(tx.conn()).await?;
    Ok(())
}

/// A square for a camera, as one path of an SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Width and height of the drawing in modules, white margin included.
    pub size: usize,
    /// The dark modules, one run a row, for the `d` of a path.
    pub path_d: String,
}

/// Draws the address at which a code is joined.
pub fn qr(public_url: &str, code: &Code) -> Qr {
    square(&format!("{public_url}/join/{}", code.as_str()))
}

/// Draws an address.
pub fn square(address: &str) -> Qr {
    let drawn = QrCode::with_error_correction_level(address, EcLevel::M).expect("an address of ours fits in a square");
    let width = drawn.width();
    let colors = drawn.to_colors();
    let mut path_d = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (left, top, length) = (x + MARGIN, y + MARGIN, run.len());
                path_d.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    Qr { size: width + 2 * MARGIN, path_d }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["BCDF1234", "bcdf 1234", " Bcdf-1234 ", "b c d f 1 2 3 4"] {
            assert_eq!(Code::parse(typed).unwrap().as_str(), "BCDF1234", "{typed}");
        }
        assert_eq!(Code::parse("bcdf1234").unwrap().shown(), "BCDF 1234");
        for wrong in ["", "BCDF123", "BCDF12345", "1234BCDF", "BCDÉ123", "../../x1"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_square_has_its_corners_and_a_white_margin() {
        let drawn = qr("https://omgang.example", &Code::parse("BCDF1234").unwrap());
        assert_eq!(drawn.size, 29 + 2 * MARGIN);
        assert!(drawn.path_d.starts_with("M4 4h7v1h-7z"), "the corner at the top left is seven wide: {}", drawn.path_d);
        assert!(drawn.path_d.contains("M26 4h7v1h-7z"), "and so is the one at the top right");
    }
}
