package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskMessagesTest {

  @TempDir private Path folder;

  private String words(IOException thrown) {
    Trouble trouble = DiskMessages.about(folder.resolve("reports/job"), thrown);
    assertThat(trouble.code()).isEqualTo(ErrorCode.DISK);
    assertThat(trouble).hasCause(thrown);
    return trouble.message();
  }

  @Test
  void aFullDiskIsNamedWithWhatIsFree() {
    assertThat(words(new IOException("No space left on device")))
        .startsWith("the disk of " + folder.resolve("reports/job") + " (")
        .contains(" bytes free)")
        .endsWith(" is full");
  }

  @Test
  void aQuotaIsNoFullDisk() {
    assertThat(words(new IOException("Disk quota exceeded")))
        .startsWith("the quota on the disk of ")
        .endsWith(" is used up");
  }

  @Test
  void aDiskThatTakesNothingIsNamed() {
    assertThat(words(new FileSystemException("f", null, "Read-only file system")))
        .endsWith(" is read-only");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    assertThat(words(new AccessDeniedException("/r/f"))).isEqualTo("this user may not write /r/f");
    assertThat(words(new NotDirectoryException("/r"))).isEqualTo("/r is no folder");
    assertThat(words(new FileSystemException("/r/f", null, "Too many links")))
        .isEqualTo("/r/f cannot be written: Too many links");
  }

  @Test
  void whatNobodyKnowsIsQuoted() {
    assertThat(words(new IOException("strange")))
        .endsWith("reports/job cannot be written: strange");
  }
}
