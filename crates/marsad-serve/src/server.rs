//! The server: it listens, answers until it is asked to stop, and then finishes what it is answering.

use crate::app::{App, Memory, described, meta_of, router};
use crate::called::Called;
use crate::desk::Desk;
use crate::guard::Guard;
use crate::metrics::Metrics;
use crate::reading::Room;
use anyhow::Context;
use axum::Extension;
use axum::extract::ConnectInfo;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use marsad_archive::{Archive, Names};
use marsad_core::SentenceNote;
use marsad_pack::Packs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// A request's head must be here within this.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// Answers under way are waited for this long when the server ends.
const LAST_WAIT: Duration = Duration::from_secs(20);
/// Connections at the same time.
const CONNECTIONS: usize = 2048;

/// What is served, and how.
pub struct Options {
    /// The archive's file; it need not be there yet.
    pub archive: PathBuf,
    /// Where to listen, already bound.
    pub listener: TcpListener,
    /// Names the server is reached by, beside numbers and `localhost`.
    pub hosts: Vec<String>,
    /// Whether articles may be sent to be kept, with a token.
    pub writes: bool,
    /// Requests a second from one client; 0 for any number.
    pub rate: u32,
    /// What Marsad knows.
    pub packs: Packs,
    /// What tells these packs from others.
    pub packs_id: String,
    /// What codes are called.
    pub names: Names,
    /// An article to try, and its day.
    pub example: (String, String),
    /// Draws explanations as the command line does.
    pub draw: fn(&[SentenceNote]) -> String,
}

/// Serves until the process is asked to end (Ctrl-C, or SIGTERM), then finishes what is under way.
///
/// # Errors
/// When the archive is none that can be read, or the machine gives no threads.
pub fn serve(options: Options) -> anyhow::Result<()> {
    let types: Vec<(String, String)> = options.packs.world.types.iter().map(|t| (t.name.clone(), t.quad.clone())).collect();
    if options.archive.exists() {
        Archive::open_to_read(&options.archive)?;
    }
    let desk = Arc::new(Desk::new(options.archive, options.names, types));
    let packs = Arc::new(options.packs);
    let app = Arc::new(App {
        room: Room::open(&packs),
        guard: Guard::new(&options.hosts, options.rate),
        metrics: Metrics::new(),
        memory: Memory::default(),
        writes: options.writes,
        draw: options.draw,
        writer: Arc::default(),
        openapi: described(&desk),
        meta: meta_of(&desk, &packs, options.writes, &options.example),
        packs_id: options.packs_id,
        called: Called::new(&packs, desk.names().0),
        packs,
        desk,
    });
    let writer = app.writer.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("starting the server's threads")?;
    options.listener.set_nonblocking(true).context("listening")?;
    runtime.block_on(listen(options.listener, app))?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    tidy(&writer);
    Ok(())
}

/// Leaves one file behind.
fn tidy(writer: &Mutex<Option<Archive>>) {
    if let Some(archive) = writer.lock().unwrap_or_else(PoisonError::into_inner).take()
        && let Err(error) = archive.tidy()
    {
        eprintln!("marsad: {error}");
    }
}

async fn listen(listener: TcpListener, app: Arc<App>) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener).context("listening")?;
    let desk = app.desk.clone();
    let router = router(app);
    let under_way = GracefulShutdown::new();
    // Whoever comes first need not wait until the events are tallied.
    tokio::spawn(async move { desk.ask_tallied(|_| Ok(())).await.unwrap_or_else(|problem| eprintln!("marsad: {}", problem.detail)) });
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(ended());
    loop {
        let seat = room.clone().acquire_owned().await?;
        let (stream, client) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // Out of file descriptors, or the client was gone already: neither is a reason to end.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let service = TowerToHyperService::new(router.clone().layer(Extension(ConnectInfo::<SocketAddr>(client))));
        let connection = hyper::server::conn::http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).serve_connection(TokioIo::new(stream), service);
        let connection = under_way.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks off is the client's affair.
            connection.await.unwrap_or_default();
            drop(seat);
        });
    }
    drop(listener);
    tokio::select! {
        () = under_way.shutdown() => {}
        () = tokio::time::sleep(LAST_WAIT) => eprintln!("marsad: some answers were not finished"),
    }
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM.
async fn ended() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut asked) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else { return drop(interrupted.await) };
        tokio::select! {
            _ = interrupted => {}
            _ = asked.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
