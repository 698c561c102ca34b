package io.godwit.files.undo;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Small texts that are kept aside. A word is an object whose mark is the word, so a look tells it;
 * its content differs each time, since some services tell versions by their content alone.
 */
record Words(ObjectStore aside) {

  private static final Optional<String> TYPE = Optional.of("text/plain");

  /** A text as a content. */
  private record Text(byte[] bytes) implements ObjectContent {
    static Text of(String text) {
      return new Text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open(long from) {
      return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
    }
  }

  /** The word that stands there; empty where none does. */
  Optional<String> word(String name) throws Trouble {
    return aside.look(name).flatMap(ObjectFacts::mark);
  }

  /** Has a word stand there, whatever does. */
  void say(String name, String word) throws Trouble {
    put(name, word, new PutTerms(true, Optional.of(word), TYPE, Map.of()));
  }

  /** The same where nothing stands; answers what stands there then. */
  ObjectFacts sayFirst(String name, String word) throws Trouble {
    return put(name, word, new PutTerms(false, Optional.of(word), TYPE, Map.of()));
  }

  /** The same in the place of one version. */
  ObjectFacts sayOver(String name, String word, String version) throws Trouble {
    return put(
        name, word, new PutTerms(true, Optional.of(word), TYPE, Map.of(), Optional.of(version)));
  }

  private ObjectFacts put(String name, String word, PutTerms terms) throws Trouble {
    return there(aside.put(name, Text.of(word + " " + UUID.randomUUID()), terms));
  }

  /**
   * Notes a text where nothing stands. Of two that are noted at once one stays, and each attempt
   * has a mark of its own: so a client that sends one twice is not told that it was late.
   */
  void note(String name, String text) throws Trouble {
    Optional<String> mark = Optional.of(UUID.randomUUID().toString());
    there(aside.put(name, Text.of(text), new PutTerms(false, mark, TYPE, Map.of())));
  }

  private static ObjectFacts there(PutAnswer answer) {
    return switch (answer) {
      case PutAnswer.Stored(ObjectFacts facts, boolean ignored) -> facts;
      case PutAnswer.Taken(ObjectFacts facts) -> facts;
      case PutAnswer.Unfit(var failure) ->
          throw new IllegalStateException("a name of ours is not taken: " + failure.message());
    };
  }
}
