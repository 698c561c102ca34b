package io.godwit.cli.opening;

import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Json;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where the servers of an embedded stack listen, as a file in its home tells other commands while
 * it runs. There is no secret in it: the servers listen on this machine only and have no passwords.
 *
 * @param bootstrap the broker's
 * @param postgresql as a JDBC URL
 * @param mariadb as a JDBC URL
 * @param mongodb as a connection string
 * @param process the one that keeps them running
 */
record Addresses(
    Optional<String> bootstrap,
    Optional<String> postgresql,
    Optional<String> mariadb,
    Optional<String> mongodb,
    long process)
    implements EmbeddedAddresses {

  private static final String FILE = "addresses.json";

  @Override
  public Optional<String> of(String server) {
    return Part.named(server)
        .flatMap(part ->
            switch (part) {
              case BROKER -> Optional.empty();
              case POSTGRESQL -> postgresql;
              case MARIADB -> mariadb;
              case MONGODB -> mongodb;
            });
  }

  /** The addresses of the stack that runs in a home; empty where none does. */
  static Optional<Addresses> in(Path home) throws Trouble {
    Path file = home.resolve(FILE);
    try {
      // A process that was killed leaves the file behind: what it says holds as long as it lives.
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readAllBytes(file), Addresses.class))
              .filter(found -> ProcessHandle.of(found.process()).isPresent())
          : Optional.empty();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }

  void write(Path home) throws Trouble {
    Path file = home.resolve(FILE);
    Path draft = home.resolve(FILE + ".part");
    try {
      Files.write(draft, Json.write(this));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be written", e);
    }
  }

  static void forget(Path home) throws Trouble {
    try {
      Files.deleteIfExists(home.resolve(FILE));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + home.resolve(FILE) + " stays", e);
    }
  }
}
