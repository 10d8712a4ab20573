//! `omgang check`
use clap::Args;
#[derive(Args)]
pub struct Options {
    #[arg(long)]
    pub content: bool,
}
pub fn run(_: &Options) -> anyhow::Result<()> {
    Ok(())
}
