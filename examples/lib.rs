//! Runnable examples for those who embed Guiju: `cargo run -p guiju-examples --example quickstart`.
