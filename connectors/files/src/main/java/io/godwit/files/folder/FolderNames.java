package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * From a name to a path below a folder, and never to one outside it.
 *
 * <p>The path is made of the name's UTF-8 bytes. Java's own way takes the encoding of the process's
 * locale, in which a container without one has no letters beyond ASCII; the bytes of a {@code
 * file:} address are taken as they are.
 */
final class FolderNames {

  /** The folder in the store's that holds what is Godwit's. */
  static final String OWN = ".godwit";

  /** The folder in it that holds what is kept to undo runs. */
  static final Path ASIDE = Path.of(OWN, "undo");

  private static final int LONGEST_PART = 255;
  private static final int LONGEST_PATH = 4095;
  private static final String DRAFT = "[.]godwit-[0-9a-f-]{36}[.]part";

  private final Path root;
  private final String address;
  private final int rootLength;

  /** The names below a folder, which is there. */
  FolderNames(Path root) {
    this.root = root;
    String uri = root.toUri().getRawPath();
    this.address = "file://" + (uri.endsWith("/") ? uri : uri + "/");
    this.rootLength = root.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Why nothing is stored under a name; empty where it can be. */
  Optional<Failure> unfit(String name) {
    int bytes = rootLength + 1 + name.getBytes(StandardCharsets.UTF_8).length;
    return unfitWhy(name)
        .or(() ->
            Optional.of("its path has " + bytes + " bytes, and the longest has " + LONGEST_PATH)
                .filter(why -> bytes > LONGEST_PATH))
        .map(why ->
            new Failure(
                ErrorCode.OBJECT_NAME, "'" + shown(name) + "' is no name for a file here: " + why));
  }

  /** The same without the folder. */
  static Optional<String> unfitWhy(String name) {
    if (leadsAstray(name).isPresent()) {
      return leadsAstray(name);
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return Optional.of("it holds the control character U+%04X".formatted((int) name.charAt(i)));
      }
    }
    for (String part : name.split("/", -1)) {
      int bytes = part.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_PART) {
        return Optional.of("a part of it has " + bytes + " bytes, and the longest has 255");
      }
      if (part.endsWith(".") || part.endsWith(" ")) {
        return Optional.of("a part of it ends with a dot or a blank, which some systems cut off");
      }
    }
    return Optional.empty();
  }

  /**
   * Why a name leads to no file below the folder at all; empty where it may. What is read follows
   * this rule alone: a file may be called what Godwit would not call one.
   */
  static Optional<String> leadsAstray(String name) {
    if (name.isEmpty() || name.startsWith("/") || name.endsWith("/") || name.contains("//")) {
      return Optional.of("a part of it, between slashes or at an end, is empty");
    }
    if (name.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      return Optional.of("it holds a character that no name can have");
    }
    for (String part : name.split("/", -1)) {
      if (part.equals(".") || part.equals("..")) {
        return Optional.of("a part of it is '" + part + "'");
      }
      if (isDraft(part)) {
        return Optional.of("files that are being written are called so");
      }
    }
    return Optional.of("the folder " + OWN + " is Godwit's own")
        .filter(why -> name.equals(OWN) || name.startsWith(OWN + "/"));
  }

  /** Whether a file's name is that of a part of one. */
  static boolean isDraft(String part) {
    return part.startsWith(".godwit-") && part.matches(DRAFT);
  }

  /** The path of a name that does not lead astray. */
  Path path(String name) {
    return isAscii(name) ? root.resolve(name) : Path.of(URI.create(address + escaped(name)));
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (plain || b == '/' || b == '-' || b == '_') {
        text.append((char) b);
      } else {
        text.append('%').append("%02X".formatted(b & 0xff));
      }
    }
    return text.toString();
  }

  /** A name in a message: a control character could spoil a terminal. */
  private static String shown(String name) {
    StringBuilder text = new StringBuilder();
    name.chars().limit(300).forEach(c -> text.append(Character.isISOControl(c) ? '?' : (char) c));
    return text.toString();
  }

  Path root() {
    return root;
  }
}
