package io.godwit.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import io.godwit.testkit.env.Skip;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The emulator of Azure Blob, one for all tests of the module. It is taken from npm into the
 * build's own folder, once; where npm is not, or has no network, what needs it is skipped.
 *
 * @param port where it listens
 */
record Azurite(int port) {

  static final String ACCOUNT = "devstoreaccount1";

  /** The emulator's own key, which its documentation prints. */
  static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final String VERSION = "3.37.0";
  private static final Path FOLDER =
      Path.of(System.getProperty("godwit.root", "."), "target", "azurite");
  private static final Path MAIN = Path.of("node_modules/azurite/dist/src/blob/main.js");

  /** Started once in this JVM. */
  private static final class Shared {
    static final Started STARTED = start();
  }

  /**
   * What became of starting it.
   *
   * @param reason why it does not run; empty where it does
   */
  private record Started(Optional<Azurite> server, String reason) {}

  /** The server; skips the test where there is none. */
  static Azurite required(Class<?> test) {
    Started started = Shared.STARTED;
    Skip.unless(test, started.server().isPresent(), started.reason());
    return started.server().orElseThrow();
  }

  /** A container's URL. */
  String url(String container) {
    return "http://127.0.0.1:" + port + "/" + ACCOUNT + "/" + container;
  }

  /** The SDK's own client, past the connector. */
  BlobServiceClient client() {
    return new BlobServiceClientBuilder()
        .httpClient(new JdkHttpClientBuilder().build())
        .serviceVersion(BlobServiceVersion.V2026_06_06)
        .connectionString(
            "AccountName="
                + ACCOUNT
                + ";AccountKey="
                + KEY
                + ";BlobEndpoint=http://127.0.0.1:"
                + port
                + "/"
                + ACCOUNT)
        .buildClient();
  }

  private static Started start() {
    try {
      Optional<String> missing = Files.exists(FOLDER.resolve(MAIN)) ? Optional.empty() : install();
      if (missing.isPresent()) {
        return new Started(Optional.empty(), missing.get());
      }
      return new Started(Optional.of(run()), "");
    } catch (IOException e) {
      return new Started(Optional.empty(), "Azurite does not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Started(Optional.empty(), "interrupted");
    }
  }

  /** Beside its place first, so that what is there is whole. */
  private static Optional<String> install() throws IOException, InterruptedException {
    Path beside = Files.createDirectories(FOLDER.resolveSibling("azurite.part"));
    Path log = beside.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--prefix",
                  beside.toString(),
                  "--no-audit",
                  "--no-fund",
                  "azurite@" + VERSION)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return Optional.of("npm is not here; with it, Azurite would be installed into " + FOLDER);
    }
    if (!npm.waitFor(4, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      return Optional.of("npm could not install azurite@" + VERSION + ": see " + log);
    }
    Files.move(beside, FOLDER);
    return Optional.empty();
  }

  /** A shell ends it when this JVM's end of the pipe is gone, however that comes. */
  private static Azurite run() throws IOException {
    int port = freePort();
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "node \"$0\" --blobHost 127.0.0.1 --blobPort "
                    + port
                    + " --inMemoryPersistence --silent --disableTelemetry </dev/null & pid=$!;"
                    + " read end; kill $pid",
                FOLDER.resolve(MAIN).toString())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("azurite.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !shell.isAlive() || answers(port));
    if (!shell.isAlive()) {
      throw new IOException("it has ended: see " + FOLDER.resolve("azurite.log"));
    }
    return new Azurite(port);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
