//! Few heaps for a server. glibc gives threads heaps of their own, up to eight for each core, and what was freed stays in them:
//! with two the server needs a quarter less memory. glibc reads this when a program begins, so the program begins again.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// Two heaps; what is larger than 256 KiB is given back as soon as it is freed.
const SETTINGS: [(&str, &str); 2] = [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "262144")];

/// Begins the program again with few heaps, under the same process id; does nothing where somebody chose already.
pub fn keep_few() {
    let chosen = SETTINGS.iter().any(|(name, _)| std::env::var_os(name).is_some());
    if chosen || !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // Returns only when it could not begin; then the server runs as it is, with more memory.
    let error = again.args(arguments).envs(SETTINGS).exec();
    tracing::warn!(%error, "the server runs with more heaps than it needs");
}
