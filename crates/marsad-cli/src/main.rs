//! The `marsad` command.

/// Reading an article makes and drops many short lists and strings.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    marsad_cli::run()
}
