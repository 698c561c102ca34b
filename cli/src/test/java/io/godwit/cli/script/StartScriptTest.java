package io.godwit.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script, run by a real shell over JDKs and a Maven that only say what they were told.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the start script is for POSIX shells")
final class StartScriptTest {

  private static final String ECHO =
      "#!/bin/sh\necho \"$0\"\nfor a in \"$@\"; do echo \"$a\"; done\n";

  private static final List<String> BASICS =
      List.of(
          "sed",
          "tr",
          "sort",
          "head",
          "cut",
          "dirname",
          "readlink",
          "find",
          "flock",
          "touch",
          "mkdir",
          "mv",
          "rm",
          "nice",
          "sleep",
          "sh");

  /** A JVM that leaves notes and makes a cache of them where it is told to. */
  private static final String LEARNS =
      ECHO
          + """
          cache=
          for a in "$@"; do
            case $a in
              -XX:AOTMode=*) mode=${a#*=} ;;
              -XX:AOTConfiguration=*) notes=${a#*=} ;;
              -XX:AOTCache=*) cache=${a#*=} ;;
            esac
          done
          [ "${mode:-}" != record ] || echo notes > "$notes"
          [ "${mode:-}" != create ] || echo classes > "$cache"
          """;

  @TempDir private Path temp;
  private Path project;
  private Path jdks;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void copyTheScriptIntoABuiltProject() throws IOException {
    project = Files.createDirectories(temp.resolve("a project"));
    jdks = Files.createDirectories(temp.resolve("jdks here"));
    tools = Files.createDirectories(temp.resolve("tools"));
    basics();
    Path script = Path.of(System.getProperty("godwit.root", ".."), "godwit");
    Files.copy(script, project.resolve("godwit"));
    assertThat(project.resolve("godwit").toFile().setExecutable(true)).isTrue();
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.createDirectories(project.resolve("cli/target/dist/lib"));
    Files.setLastModifiedTime(
        project.resolve("pom.xml"), FileTime.from(Instant.now().minusSeconds(60)));
    environment.put("GODWIT_JDK_FOLDERS", jdks.toString());
    environment.put("HOME", temp.toString());
  }

  @Test
  void takesTheNewestJdkByTheNumbersOfItsVersion() throws Exception {
    jdk("zulu-21.0.9", "21.0.9");
    Path newest = jdk("a", "21.0.10");
    jdk("b", "17.0.15");
    jdk("c", "1.8.0_412");
    assertThat(run("--version").out()).startsWith(newest.resolve("bin/java") + "\n");
    Path newer = jdk("z", "25");
    assertThat(run("--version").out()).startsWith(newer.resolve("bin/java") + "\n");
  }

  @Test
  void looksAtJavaHomeAndPathAsWell() throws Exception {
    jdk("a", "21.0.2");
    Path elsewhere = jdk("../elsewhere", "23.0.1");
    environment.put("JAVA_HOME", elsewhere.toString());
    assertThat(run("x").out()).startsWith(elsewhere.resolve("bin/java") + "\n");
    Path onPath = jdk("../on path", "24.0.1");
    Files.createSymbolicLink(tools.resolve("java"), onPath.resolve("bin/java"));
    assertThat(run("x").out()).contains("on path/bin/java\n");
  }

  @Test
  void obeysWhoNamesTheJdk() throws Exception {
    jdk("a", "25");
    Path named = jdk("b", "21");
    environment.put("GODWIT_JAVA_HOME", named.toString());
    assertThat(run("x").out()).startsWith(named.resolve("bin/java") + "\n");
    environment.put("GODWIT_JAVA_HOME", temp.toString());
    Ran refused = run("x");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("is no JDK of version 21 or newer").hasLineCount(1);
  }

  @Test
  void saysInOneSentenceThatThereIsNoJdk() throws Exception {
    jdk("old", "17.0.15");
    Files.delete(jdk("only a runtime", "25").resolve("bin/javac"));
    Ran ran = run("demo");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("godwit: no JDK of version 21 or newer was found")
        .hasLineCount(1);
  }

  @Test
  void passesArgumentsAndTheExitCodeOn() throws Exception {
    Path jdk = jdk("a", "25");
    assertThat(run("run", "a job.yaml", "--new").out()).endsWith("run\na job.yaml\n--new\n");
    write(jdk.resolve("bin/java"), "#!/bin/sh\nexit 130\n");
    assertThat(run("run").code()).isEqualTo(130);
  }

  @Test
  void givesARoleLessMemoryThanAFleetAndLetsTheUserDecide() throws Exception {
    jdk("a", "21");
    assertThat(run("--quiet", "worker", "run").out()).contains("-Xmx256m\n");
    assertThat(run("run", "worker").out()).contains("-Xmx512m\n");
    environment.put("GODWIT_JVM_OPTS", "-Xmx1g -Dx=y");
    assertThat(run("run").out().lines().toList())
        .containsSubsequence("-Xmx512m", "-Xmx1g", "-Dx=y", "-cp");
  }

  @Test
  void keepsFlagsFromJdksThatDoNotKnowThem() throws Exception {
    jdk("a", "21");
    assertThat(run("x").out()).doesNotContain("sun-misc-unsafe");
    jdk("b", "25");
    assertThat(run("x").out()).contains("--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void worksFromAnotherFolderThroughALink() throws Exception {
    jdk("a", "25");
    Path link = tools.resolve("godwit");
    Files.createSymbolicLink(link, Path.of("../a project/godwit"));
    assertThat(run(link, "x").out()).contains("-Dgodwit.root=" + project.toRealPath() + "\n");
  }

  @Test
  void buildsWhatIsNotBuiltAndNotTwice() throws Exception {
    jdk("a", "25");
    Files.delete(project.resolve("cli/target/dist/lib"));
    write(tools.resolve("mvn"), "#!/bin/sh\necho \"mvn $*\"\nmkdir -p cli/target/dist/lib\n");
    Ran first = run("x");
    assertThat(first.code()).isZero();
    assertThat(first.out()).doesNotContain("mvn");
    assertThat(first.err()).contains("godwit: building", "package");
    assertThat(run("x").err()).isEmpty();
    Path source = Files.createDirectories(project.resolve("common/src/main/java"));
    Files.writeString(source.resolve("New.java"), "class New {}");
    Files.setLastModifiedTime(
        source.resolve("New.java"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("x").err()).contains("godwit: building");
  }

  /** The second finds what the first has built. */
  @Test
  void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws Exception {
    assumeThat(Path.of("/usr/bin/flock")).as("the lock of the start script").exists();
    jdk("a", "25");
    Files.delete(project.resolve("cli/target/dist/lib"));
    write(
        tools.resolve("mvn"),
        """
        #!/bin/sh
        echo mvn
        while [ ! -e go ]; do sleep 1; done
        mkdir -p cli/target/dist/lib
        """);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Ran> one = both.submit(() -> run("x"));
      Future<Ran> other = both.submit(() -> run("x"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> said().contains("godwit: another command is building"));
      Files.createFile(project.resolve("go"));
      assertThat(List.of(one.get().code(), other.get().code())).containsOnly(0);
    }
    assertThat(said()).containsOnlyOnce("mvn\n");
  }

  /** What all commands have said on their standard error. */
  private String said() throws IOException {
    StringBuilder said = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(temp, "err*")) {
      for (Path file : files) {
        said.append(Files.readString(file));
      }
    }
    return said.toString();
  }

  @Test
  void saysThatMavenIsMissingOrHasFailed() throws Exception {
    jdk("a", "25");
    Files.delete(project.resolve("cli/target/dist/lib"));
    Ran missing = run("x");
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("Maven is needed").hasLineCount(1);
    write(tools.resolve("mvn"), "#!/bin/sh\necho broken\nexit 1\n");
    Ran failed = run("x");
    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.err()).contains("broken", "the build failed");
  }

  @Test
  void theFirstRunLeavesACacheThatAllCommandsStartFrom() throws Exception {
    write(jdk("a", "25.0.3").resolve("bin/java"), LEARNS);
    assertThat(run("status").out()).as("other commands leave none").contains("godwit-status.jsa");
    assertThat(run("run").out())
        .contains("-XX:AOTMode=record", "-XX:-DisplayVMOutput", "-Xlog:disable")
        .doesNotContain("jsa");
    Path cache = madeCache();
    for (String command : List.of("run", "status", "worker")) {
      assertThat(run(command).out())
          .contains("-XX:AOTCache=" + cache + "\n")
          .doesNotContain("record", "jsa");
    }
    environment.put("GODWIT_CONNECTORS", "/more.jar");
    assertThat(run("run").out()).contains("-XX:AOTCache=", "dist/lib/*:/more.jar\n");
    assertThat(madeFiles()).containsExactly("dist", cache.getFileName().toString());
  }

  @Test
  void aCacheThatIsOlderThanTheBuildOrOfAnotherJdkIsMadeAnew() throws Exception {
    write(jdk("a", "25.0.3").resolve("bin/java"), LEARNS);
    run("run");
    madeCache();
    jdk("b", "25.0.4");
    assertThat(run("run").out()).contains("record", "aot.").contains("25.0.4");
    environment.put("GODWIT_JAVA_HOME", jdks.resolve("a").toString());
    assertThat(run("run").out()).contains("-XX:AOTCache=");
    Path dist = project.resolve("cli/target/dist/lib");
    Files.writeString(dist.resolve("new.jar"), "");
    Files.setLastModifiedTime(
        dist.resolve("new.jar"), FileTime.from(Instant.now().plusSeconds(60)));
    Path archive = Files.createFile(project.resolve("cli/target/godwit-status.jsa"));
    assertThat(run("status").out()).contains("godwit-status.jsa").doesNotContain("AOT");
    assertThat(archive).as("one that the JVM would neither use nor make anew").doesNotExist();
    assertThat(run("demo").out()).contains("record");
  }

  @Test
  void aCacheThatCannotBeMadeIsNotTriedAgainBeforeTheNextBuild() throws Exception {
    write(
        jdk("a", "25").resolve("bin/java"), LEARNS.replace("> \"$cache\"", "> \"$cache\"; exit 1"));
    assertThat(run("run").out()).contains("record");
    assertThat(madeCache()).isEmptyFile();
    assertThat(run("run").out()).contains("godwit-run.jsa").doesNotContain("AOT");
    assertThat(madeFiles()).as("neither notes nor a half").hasSize(2);
  }

  @Test
  void olderJdksAndTheUsersOwnOptionsLeaveNoCache() throws Exception {
    jdk("a", "24.0.2");
    assertThat(run("run").out()).contains("godwit-run.jsa").doesNotContain("AOT");
    jdk("b", "25");
    environment.put("GODWIT_JVM_OPTS", "-Xmx1g");
    assertThat(run("run").out()).contains("godwit-run.jsa").doesNotContain("AOT");
    environment.put("GODWIT_JVM_OPTS", "-XX:AOTMode=off");
    assertThat(run("run").out()).doesNotContain("jsa", "AOTCache", "record");
    environment.remove("GODWIT_JVM_OPTS");
    environment.put("GODWIT_CONNECTORS", "/more.jar");
    assertThat(run("run").out()).doesNotContain("jsa", "AOT");
  }

  /** It is made in the background, when the command has ended; whole when it is in its place. */
  private Path madeCache() throws IOException {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            madeFiles().stream().anyMatch(name -> name.endsWith(".aot"))
                && madeFiles().stream().noneMatch(name -> name.contains(".aot.")));
    String name =
        madeFiles().stream().filter(any -> any.endsWith(".aot")).findFirst().orElseThrow();
    return project.toRealPath().resolve("cli/target").resolve(name);
  }

  private List<String> madeFiles() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("cli/target"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(jdks.resolve(name)).toRealPath();
    Files.createDirectories(jdk.resolve("bin"));
    write(jdk.resolve("bin/java"), ECHO);
    write(jdk.resolve("bin/javac"), ECHO);
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ran run(String... args) throws IOException, InterruptedException {
    return run(project.resolve("godwit"), args);
  }

  /**
   * The shell sees the tools that the script needs, and neither a JDK nor a Maven of the machine.
   */
  private Ran run(Path script, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", tools + ":" + temp.resolve("basics"));
    Path out = Files.createTempFile(temp, "out", "");
    Path err = Files.createTempFile(temp, "err", "");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** Makes a folder with the few programs that every POSIX system has. */
  private void basics() throws IOException {
    Path basics = Files.createDirectories(temp.resolve("basics"));
    for (String name : BASICS) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        Path program = Path.of(folder, name);
        if (Files.exists(program)) {
          write(basics.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
        }
      }
    }
  }
}
