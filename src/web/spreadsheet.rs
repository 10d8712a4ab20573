//! Tables that spreadsheets open, written by the csv crate (RFC 4180): semicolons, as Dutch spreadsheets expect, and a byte order mark, so
//! that they read the accents. What a spreadsheet would take for a formula stays text.

/// Writes a table, its heads first.
pub fn write<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.map(harmless))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_need_it_and_reckon_with_nothing() {
        let table =
            write([["Dag", "Waarover"], ["2026-03-03", "=Team \"Noord\"; Zuid"]].map(|row| row.map(str::to_owned)));
        assert_eq!(table.unwrap(), "\u{feff}Dag;Waarover\r\n2026-03-03;\"'=Team \"\"Noord\"\"; Zuid\"\r\n");
    }
}
