//! The floor beneath the budgets: a bare axum handler that answers a page of a given size, on the same machine, in the
//! same run. It prints its address and serves until it is told to stop.

use axum::Router;
use axum::extract::Path;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

#[expect(clippy::print_stdout, reason = "the script reads the address")]
#[expect(clippy::disallowed_methods, reason = "the floor is axum's own server")]
fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let page = get(async |Path(bytes): Path<usize>| Html("x".repeat(bytes)));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("url: http://{}", listener.local_addr()?);
        axum::serve(listener, Router::new().route("/{bytes}", page)).await
    })
}
