//! `omgang config`: what holds, and why.

use crate::config::Config;

/// Prints a line a setting.
pub fn run(config: &Config) -> anyhow::Result<()> {
    for line in config.describe() {
        println!("{line}");
    }
    Ok(())
}
