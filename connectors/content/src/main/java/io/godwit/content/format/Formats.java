package io.godwit.content.format;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.SpooledObject;
import io.godwit.common.store.UnfitObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Finds out what a content is, and reads what that format says of it. Any thread may use it. */
public final class Formats {

  private static final String EPUB = "application/epub+zip";
  private static final String PDF = "application/pdf";
  private static final String ZIP = "application/zip";

  /** By the first bytes and the name; no detector on the class path takes part. */
  private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

  /** The formats that there are. */
  public Formats() {}

  /**
   * What a content says of itself.
   *
   * @throws UnfitObject where it is damaged, protected, or not what its name says
   * @throws IOException where this machine's disk fails
   */
  public Properties read(SpooledObject content) throws IOException, UnfitObject {
    String name = content.facts().name();
    String type = type(content, name);
    Properties found = new Properties();
    found.text(Property.TYPE, Optional.of(type));
    switch (type) {
      case EPUB -> new EpubReader(name, content.file()).read(found);
      case PDF -> new PdfReader(name, content.file()).read(found);
      default -> {}
    }
    return found;
  }

  private String type(SpooledObject content, String name) throws IOException, UnfitObject {
    String bare = detected(content, new Metadata());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    // An archive of a book is a zip archive until its first entry says more, which not all do.
    if (ending.equals("epub") && (bare.equals(ZIP) || bare.equals(EPUB))) {
      return EPUB;
    }
    boolean claims = ending.equals("epub") || ending.equals("pdf");
    String claimed = ending.equals("epub") ? EPUB : PDF;
    if (claims && !bare.equals(claimed)) {
      throw unreadable(
          name,
          content.size() == 0
              ? "is empty"
              : "is called ." + ending + " and is none: it is " + bare);
    }
    Metadata named = new Metadata();
    named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    return detected(content, named);
  }

  private String detected(SpooledObject content, Metadata known) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open(0))) {
      return types.detect(in, known).toString();
    }
  }

  static UnfitObject unreadable(String name, String why) {
    return new UnfitObject(
        new Failure(ErrorCode.CONTENT_UNREADABLE, "'" + name + "' " + why, "name"));
  }
}
