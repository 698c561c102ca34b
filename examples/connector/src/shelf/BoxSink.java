package shelf;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Sink;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes each record into the file of its key. A file is made beside its place and moved there, so
 * that a killed worker leaves no half of one, and a repeated batch ends as if it had been written
 * once.
 */
record BoxSink(Path box, List<String> key) implements Sink {

  private static final int LONGEST_NAME = 255;

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    List<Answer> answers = new ArrayList<>();
    for (Write write : batch) {
      answers.add(write(write.only()));
    }
    return answers;
  }

  private Answer write(Document fields) throws Trouble {
    List<Value> parts = new ArrayList<>();
    for (String name : key) {
      fields.get(name).filter(value -> value != Value.Null.NULL).ifPresent(parts::add);
    }
    if (parts.size() < key.size()) {
      return new Outcome.Failed(
          new Failure(ErrorCode.KEY_MISSING, "a record needs " + String.join(", ", key)));
    }
    String file = fileName(parts);
    if (file.length() > LONGEST_NAME) {
      return new Outcome.Failed(
          new Failure(ErrorCode.TARGET_TOO_LONG, "no file has so long a name: " + file));
    }
    try {
      Path draft = Files.createTempFile(box, ".", ".part");
      Files.writeString(draft, text(fields));
      Files.move(draft, box.resolve(file), StandardCopyOption.ATOMIC_MOVE);
      return Outcome.Written.WRITTEN;
    } catch (IOException e) {
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the box " + box + " cannot be written", e);
    }
  }

  /** Another one for every key, since a file is what a record is known by here. */
  private static String fileName(List<Value> parts) {
    return URLEncoder.encode(Key.of(parts).text(), UTF_8) + ".txt";
  }

  private static String text(Document fields) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      text.append(fields.name(i)).append(": ").append(Key.display(fields.value(i))).append('\n');
    }
    return text.toString();
  }
}
