package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlTest {

  @TempDir Path folder;

  @Test
  void rootWithoutUserNamespacesRunsItAsNobody() throws Exception {
    assumeTrue(PostgreSqlUser.isRoot(), "only root has to become somebody else");
    assumeTrue(PostgreSqlUser.NOBODY.works(), "there is no runuser here");
    Home home = new Home(folder.toRealPath());
    open(folder);
    for (PostgreSqlUser user :
        new PostgreSqlUser[] {PostgreSqlUser.NOBODY, PostgreSqlUser.choose()}) {
      PostgreSql server = new PostgreSql(home, Ports.of(home), Optional.of(user));
      try {
        server.start();
        Stores.insertRow(server.jdbcUrl());
        assertThat(Stores.query(server.jdbcUrl(), "select min(name) from kept")).isEqualTo("łyska");
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void aHomeThatNobodyMayEnterIsRefusedWithTheRemedy() throws Exception {
    assumeTrue(PostgreSqlUser.isRoot(), "only root has to become somebody else");
    assumeTrue(PostgreSqlUser.NOBODY.works(), "there is no runuser here");
    Home home = new Home(folder.toRealPath());
    PostgreSql server = new PostgreSql(home, Ports.of(home), Optional.of(PostgreSqlUser.NOBODY));

    assertThatThrownBy(server::start)
        .isInstanceOfSatisfying(
            Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STACK_FAILED))
        .hasMessageContaining("choose a home that everybody may enter");
  }

  @Test
  void aRecordOfAProcessThatIsNoServerDoesNotKeepItFromStarting() throws Exception {
    Home home = new Home(folder.toRealPath());
    PostgreSql server = new PostgreSql(home, Ports.of(home));
    server.start();
    server.stop();
    Path record = folder.resolve("postgresql/data/postmaster.pid");
    Files.writeString(record, ProcessHandle.current().pid() + "\n");
    try {
      server.start();
      assertThat(Stores.query(server.jdbcUrl(), "select current_database()")).isEqualTo("godwit");
    } finally {
      server.stop();
    }
  }

  /** As the guard of a killed process does, which stops the server in the same moment. */
  @Test
  void aServerThatSomebodyElseHasStoppedByThenIsStopped() throws Exception {
    Path sleeping = Files.copy(Path.of("/bin/sleep"), folder.resolve("postgres"));
    Process server = new ProcessBuilder(sleeping.toString(), "600").start();
    Path data = Files.createDirectories(folder.resolve("cluster/data"));
    Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n");
    PostgreSqlCluster cluster = cluster("kill " + server.pid());

    cluster.stopIfRunning();

    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void aServerThatCannotBeStoppedIsTold() throws Exception {
    Path sleeping = Files.copy(Path.of("/bin/sleep"), folder.resolve("postgres"));
    Process server = new ProcessBuilder(sleeping.toString(), "600").start();
    try {
      Path data = Files.createDirectories(folder.resolve("cluster/data"));
      Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n");

      assertThatThrownBy(cluster("true")::stopIfRunning)
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("did not stop");
    } finally {
      server.destroyForcibly();
    }
  }

  /** A cluster whose {@code pg_ctl} does something and says that it has failed. */
  private PostgreSqlCluster cluster(String does) throws Exception {
    Path programs = folder.resolve("programs");
    Path control = Files.createDirectories(programs.resolve("bin")).resolve("pg_ctl");
    Files.writeString(control, "#!/bin/sh\n" + does + "\nexit 1\n");
    Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new PostgreSqlCluster(
        PostgreSqlUser.OURSELVES, programs, folder.resolve("cluster"), folder.resolve("log"));
  }

  private static void open(Path path) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
