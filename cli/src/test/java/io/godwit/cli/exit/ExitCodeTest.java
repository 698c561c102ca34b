package io.godwit.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {

  private static final Path LOG = Path.of("home", "logs", "godwit.log");

  @Test
  void aRunEndsByItsBooks() {
    assertThat(ExitCode.ofRun(true, true, true, 0).number()).isEqualTo(0);
    assertThat(ExitCode.ofRun(true, true, true, 3).number()).isEqualTo(2);
    assertThat(ExitCode.ofRun(false, true, true, 3).number()).isEqualTo(5);
    assertThat(ExitCode.ofRun(false, false, true, 0).number()).isEqualTo(5);
    assertThat(ExitCode.ofRun(true, true, false, 3).number()).isEqualTo(9);
    assertThat(ExitCode.ofRun(true, false, false, 3).number()).isEqualTo(8);
  }

  @Test
  void everyErrorHasACode() {
    assertThat(ExitCode.of(ErrorCode.RUN_CONFLICT).number()).isEqualTo(3);
    assertThat(ExitCode.of(ErrorCode.TARGET_LOGIN).number()).isEqualTo(4);
    assertThat(ExitCode.of(ErrorCode.DISK).number()).isEqualTo(4);
    assertThat(ExitCode.of(ErrorCode.BOOKS_NOT_BALANCED).number()).isEqualTo(5);
    assertThat(ExitCode.of(ErrorCode.FOLDER_IN_USE).number()).isEqualTo(6);
    assertThat(ExitCode.of(ErrorCode.INTERNAL).number()).isEqualTo(1);
    assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(ExitCode.of(code)).isNotNull());
  }

  @Test
  void aComplaintSaysWhatWhyAndWhatToDo() {
    ErrorMessage message =
        ErrorMessage.about(new Refused(ErrorCode.TABLE_MISSING, "there is no table people"), LOG);
    assertThat(message.text())
        .isEqualToNormalizingNewlines(
            """
            godwit: there is no table people
              why:  The table does not exist, or the user may not see it.
              do:   Create it, correct its name, or grant access.
              code: table-missing\
            """);
  }

  @Test
  void whatIsThrownByOthersIsPlacedToo() {
    assertThat(ErrorMessage.about(new Trouble(ErrorCode.DISK, "x"), LOG).code())
        .isEqualTo(ErrorCode.DISK);
    assertThat(ErrorMessage.about(new TimeoutException("no metadata"), LOG).code())
        .isEqualTo(ErrorCode.BROKER_UNREACHABLE);
    ErrorMessage bug = ErrorMessage.about(new IllegalStateException("odd"), LOG);
    assertThat(bug.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(bug.remedy()).contains(LOG.toString());
  }
}
