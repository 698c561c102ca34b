package shelf;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Key;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.model.Write;
import io.godwit.common.spi.Sink;
import java.io.IOException;
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
      fields.get(name).ifPresent(parts::add);
    }
    if (parts.size() < key.size()) {
      return new Outcome.Failed(
          new Failure(ErrorCode.KEY_MISSING, "a record needs " + String.join(", ", key)));
    }
    try {
      Path draft = Files.createTempFile(box, ".", ".part");
      Files.writeString(draft, text(fields));
      Files.move(draft, box.resolve(fileName(parts)), StandardCopyOption.ATOMIC_MOVE);
      return Outcome.Written.WRITTEN;
    } catch (IOException e) {
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the box " + box + " cannot be written", e);
    }
  }

  private static String fileName(List<Value> parts) {
    return Key.of(parts).text().replace('/', '_') + ".txt";
  }

  private static String text(Document fields) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      text.append(fields.name(i)).append(": ").append(Key.display(fields.value(i))).append('\n');
    }
    return text.toString();
  }
}
