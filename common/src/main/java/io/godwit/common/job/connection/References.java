package io.godwit.common.job.connection;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the references of a text: {@code ${env:NAME}}, {@code ${env:NAME:-default}} where the
 * variable is unset or empty, and {@code ${file:path}}, whose content loses one line end at its
 * end. What they lead to is not searched for references again.
 */
public final class References {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?:env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?|file:([^}]+))}");

  private final Map<String, String> environment;
  private final AllowedFolders folders;

  /**
   * References into an environment and into files.
   *
   * @param environment the variables, usually {@link System#getenv()}
   */
  public References(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.folders = AllowedFolders.of(environment);
  }

  /**
   * The text with every reference replaced by what it leads to. It may hold secrets.
   *
   * @param text of any form
   * @param owner whose text it is, for the message, as in {@code connections.app.password}
   * @throws Refused with {@link ErrorCode#SECRET_MISSING} where a variable is not set or a file not
   *     readable, and with {@link ErrorCode#FOLDER_FORBIDDEN} where jobs may not read it; the
   *     message names the owner and the reference, never a value
   */
  public String resolve(String text, String owner) {
    Matcher m = REFERENCE.matcher(text);
    return m.replaceAll(found -> Matcher.quoteReplacement(follow(m, owner)));
  }

  /** Whether a text looks as if it were to be resolved. */
  public static boolean inside(String text) {
    return text.contains("${env:") || text.contains("${file:");
  }

  /** The rule that a text breaks in which a dollar and brace do not begin a reference. */
  public static Optional<String> mistake(String text) {
    return REFERENCE.matcher(text).replaceAll("").contains("${")
        ? Optional.of("a reference is ${env:NAME}, ${env:NAME:-default} or ${file:/path}")
        : Optional.empty();
  }

  private String follow(Matcher m, String owner) {
    String path = m.group(3);
    return path == null ? variable(m, owner) : content(path, owner);
  }

  private String variable(Matcher m, String owner) {
    String name = m.group(1);
    Optional<String> value = Optional.ofNullable(environment.get(name));
    String standard = m.group(2);
    if (standard != null) {
      return value.filter(text -> !text.isEmpty()).orElse(standard);
    }
    return value.orElseThrow(() ->
        new Refused(
            ErrorCode.SECRET_MISSING,
            owner + " refers to ${env:" + name + "}, but the variable is not set"));
  }

  private String content(String path, String owner) {
    try {
      Path file = Path.of(path);
      folders.require(file, Optional.empty(), owner);
      return Files.readString(file).replaceFirst("\r?\n\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw new Refused(
          ErrorCode.SECRET_MISSING,
          owner + " refers to ${file:" + path + "}, but the file cannot be read as UTF-8 text",
          e);
    }
  }
}
