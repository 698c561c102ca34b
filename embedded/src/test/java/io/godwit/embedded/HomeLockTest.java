package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {

  @TempDir Path home;

  @Test
  void aHomeIsOfOneStackAtATimeAlsoInOneProcess() throws Trouble {
    HomeLock lock = HomeLock.acquire(home);
    // Twice, since a second attempt must not take the lock away from the first.
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> HomeLock.acquire(home))
          .isInstanceOf(Refused.class)
          .hasMessageEndingWith("is in use by process " + ProcessHandle.current().pid())
          .extracting(refused -> ((Refused) refused).code())
          .isEqualTo(ErrorCode.FOLDER_IN_USE);
    }
    lock.close();
    lock.close();
    assertThat(home.resolve("lock.holder")).doesNotExist();
    HomeLock.acquire(home).close();
  }

  @Test
  void theMarkOfADeadHolderDoesNotHoldTheHome() throws Exception {
    ProcessMark self = ProcessMark.of(ProcessHandle.current());
    new ProcessMark(self.pid(), self.started() - 1_000).write(home.resolve("lock.holder"));
    try (HomeLock ours = HomeLock.acquire(home)) {
      assertThat(ours).isNotNull();
      assertThat(ProcessMark.read(home.resolve("lock.holder"))).contains(self);
    }
  }

  @Test
  void aFolderThatCannotBeLockedIsTroubleOfTheDisk() throws Exception {
    Path none = home.resolve("none");
    assertThatThrownBy(() -> HomeLock.acquire(none))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("cannot be locked")
        .extracting(trouble -> ((Trouble) trouble).code())
        .isEqualTo(ErrorCode.DISK);
    assertThat(Files.exists(none)).isFalse();
  }
}
