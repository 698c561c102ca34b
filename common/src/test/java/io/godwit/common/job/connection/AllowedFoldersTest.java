package io.godwit.common.job.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedFoldersTest {

  @TempDir private Path root;
  private Path data;
  private Path job;
  private Path other;
  private AllowedFolders folders;

  @BeforeEach
  void make() throws Exception {
    data = Files.createDirectory(root.resolve("data"));
    job = Files.createDirectory(root.resolve("job"));
    other = Files.createDirectory(root.resolve("data-of-others"));
    Files.writeString(other.resolve("secret"), "s");
    folders =
        AllowedFolders.of(
            Map.of("GODWIT_FOLDERS", data + File.pathSeparator + root.resolve("later")));
  }

  private static void refuses(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              if (refused.code() != ErrorCode.FOLDER_FORBIDDEN) {
                throw refused;
              }
            })
        .hasMessageContaining("the source leads to ")
        .hasMessageContaining("GODWIT_FOLDERS");
  }

  @Test
  void withoutTheVariableThereIsNoLimit() {
    AllowedFolders none = AllowedFolders.of(Map.of());

    assertThatCode(() -> none.require(Path.of("/etc/passwd"), Optional.empty(), "the source"))
        .doesNotThrowAnyException();
  }

  @Test
  void whatLiesInAFolderOrInTheJobsOwnIsAllowed() {
    assertThatCode(
            () -> {
              folders.require(data.resolve("a.csv"), Optional.empty(), "the source");
              folders.require(data.resolve("x/../a.csv"), Optional.empty(), "the source");
              folders.require(job.resolve("a.csv"), Optional.of(job), "the source");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatLiesElsewhereIsRefusedHoweverItIsSpelt() {
    refuses(() -> folders.require(Path.of("/etc/passwd"), Optional.of(job), "the source"));
    refuses(() -> folders.require(job.resolve("../../etc/passwd"), Optional.of(job), "the source"));
    refuses(() -> folders.require(other.resolve("secret"), Optional.of(job), "the source"));
    refuses(() -> folders.require(job.resolve("a.csv"), Optional.empty(), "the source"));
    refuses(() -> folders.require(other.resolve("none/there"), Optional.of(job), "the source"));
  }

  @Test
  void aLinkCountsWhereItLeads() throws Exception {
    Path link = Files.createSymbolicLink(data.resolve("link"), other);

    refuses(() -> folders.require(link.resolve("secret"), Optional.of(job), "the source"));
  }

  @Test
  void aReferenceToAFileIsHeldToThem() throws Exception {
    Path secret = Files.writeString(data.resolve("pw"), "good");
    References references = new References(Map.of("GODWIT_FOLDERS", data.toString()));

    assertThatCode(() -> references.resolve("${file:" + secret + "}", "the source"))
        .doesNotThrowAnyException();
    refuses(() -> references.resolve("${file:" + other.resolve("secret") + "}", "the source"));
  }
}
