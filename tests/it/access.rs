//! Every route against everybody: the router's own list is held against `access/matrix.txt`, and the matrix against the
//! answers. A route without a row fails, so that nobody opens a door without saying for whom.

mod world;

use std::collections::BTreeSet;

use omgang::web::routes;

use crate::on_both;
use world::{PEOPLE, World};

const MATRIX: &str = include_str!("access/matrix.txt");

/// A line of the matrix.
struct Row {
    line: &'static str,
    method: &'static str,
    /// As it stands there, such as `~/cases/{case=draft}`.
    address: &'static str,
    expected: Vec<&'static str>,
    form: &'static str,
}

impl Row {
    fn read(line: &'static str) -> Self {
        let (cells, form) = line.split_once(" | ").unwrap_or((line, ""));
        let mut cells = cells.split_whitespace();
        let (method, address) = (cells.next().unwrap(), cells.next().unwrap());
        let expected: Vec<&str> = cells.collect();
        assert_eq!(expected.len(), PEOPLE.len(), "one answer for each kind of person: {line}");
        Self { line, method, address, expected, form }
    }

    /// Returns the route that the row is about, such as `/o/{organisation}/cases/{case}`.
    fn pattern(&self) -> String {
        let full = self.address.replacen('~', "/o/{organisation}", 1);
        let part = |part: &str| match part.split_once('=') {
            Some((name, _)) if part.starts_with('{') => format!("{name}}}"),
            _ => part.to_owned(),
        };
        full.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

fn rows() -> Vec<Row> {
    MATRIX.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(Row::read).collect()
}

on_both! {
    async fn every_route_has_a_row_and_every_row_a_route(instance: Instance) {
        let mut config = instance.app.config.clone();
        config.demo = true;
        let listed: BTreeSet<String> =
            routes::all(&config).listed().iter().map(|route| format!("{} {}", route.method, route.pattern)).collect();
        let covered: BTreeSet<String> = rows().iter().map(|row| format!("{} {}", row.method, row.pattern())).collect();
        let missing: Vec<_> = listed.difference(&covered).collect();
        let stale: Vec<_> = covered.difference(&listed).collect();
        assert!(missing.is_empty() && stale.is_empty(), "no row in access/matrix.txt: {missing:#?}\nno route: {stale:#?}");
    }
}

on_both! {
    async fn everybody_gets_what_the_matrix_says(instance: Instance) {
        let mut world = World::new(&instance).await;
        let clock = &instance.app.clock;
        let mut wrong = Vec::new();
        for row in rows() {
            let path = world.fill(row.address);
            let mut seen = Vec::new();
            for (number, kind) in PEOPLE.into_iter().enumerate() {
                if number == PEOPLE.len() / 2 {
                    // Doors that count tries forget some of them.
                    clock.advance_minutes(1);
                }
                let mut browser = world.browser(kind);
                let answer = browser.ask(row.method, &path, row.form).await;
                if path == "/login/again" {
                    // Whoever shows again who they are gets a new login for the old one.
                    world.browsers.insert(kind, browser);
                }
                let location = answer.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
                seen.push(match (answer.status().as_u16(), location) {
                    (404, _) => "·".to_owned(),
                    (303, Some(to)) if to.starts_with("/login?") => "door".to_owned(),
                    (status, _) => status.to_string(),
                });
            }
            if seen != row.expected {
                let cells: String = seen.iter().map(|cell| format!("{cell:<4} ")).collect();
                wrong.push(format!("{}\n{:52} {cells}<- seen", row.line, ""));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
