package io.godwit.testkit.fleet;

import java.util.concurrent.CompletableFuture;

/** Roles that run in threads of the test's own process. */
public final class Background {

  private Background() {}

  /**
   * Starts a role in a thread of its own, which does not keep the process alive.
   *
   * @return completes when the role returns, with what it threw where it threw
   */
  public static CompletableFuture<Void> run(Runnable role) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            role.run();
            end.complete(null);
          } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
          }
        });
    return end;
  }
}
