package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

/** What the file system says, by whose fault it is. */
final class DiskFault {

  /** The words of the C library: Java passes them on and has no class for them. */
  private static final List<String> FULL = List.of("no space left", "quota exceeded");

  private static final String LONG = "file name too long";

  private DiskFault() {}

  /** The same as trouble, with the file's name. */
  static Trouble trouble(String what, IOException e) {
    if (FULL.stream().anyMatch(words(e)::contains)) {
      return new Trouble(ErrorCode.TARGET_FULL, "there is no space left for " + what, e);
    }
    if (e instanceof AccessDeniedException) {
      return new Trouble(ErrorCode.STORE_RIGHTS, "this user may not write or list " + what, e);
    }
    return new Trouble(ErrorCode.STORE_UNREACHABLE, what + ": " + reason(e), e);
  }

  /** Whether the name is to blame, which this file system has shorter than most. */
  static boolean isOfName(IOException e) {
    return words(e).contains(LONG);
  }

  /** Whether the two paths are on different disks. */
  static boolean isAcrossDisks(IOException e) {
    return e instanceof java.nio.file.AtomicMoveNotSupportedException
        || words(e).contains("cross-device");
  }

  /** Without the path, which stands before it already. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException said && said.getReason() != null
        ? said.getReason()
        : e.toString();
  }

  private static String words(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
  }
}
