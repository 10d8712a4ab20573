//! The `omgang` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    omgang::cli::run()
}
