package io.godwit.common.wire.letter;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.cbor.CborReader;
import io.godwit.common.wire.cbor.CborWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Which dead letters one split of a replay takes. It stands in the failed topic, behind the letters
 * and for as long as they: what is open can be told from that topic, however many plans have been
 * forgotten. It is published in one transaction with the plan of its run, so a letter is taken by
 * one replay or by none.
 *
 * @param run the replay
 * @param root the run that it repairs
 * @param before the run that the letters are of: the root, or an earlier replay of it
 * @param attempt which attempt at its records the replay is, from 2
 * @param split of the replay
 * @param unit that all of its records are of, as origins spell it
 * @param letters in the order in which the split has them: the record of the split with the ordinal
 *     n is that of the letter n
 */
public record LetterClaim(
    String run,
    String root,
    String before,
    int attempt,
    int split,
    String unit,
    List<Letter> letters) {
  private static final String HEADER = "godwit.claim";
  private static final int PARTS = 8;
  private static final int PARTS_OF_LETTER = 5;
  private static final int FORM = 1;

  /** Takes an unmodifiable copy; refuses numbers that no claim has. */
  public LetterClaim {
    letters = List.copyOf(letters);
    if (attempt < 1 || split < 0) {
      throw new IllegalArgumentException(
          "a claim is of attempt 1 or later and of a split from 0, not "
              + attempt
              + " and "
              + split);
    }
  }

  /**
   * A letter that is taken.
   *
   * @param partition of the failed topic, from 0
   * @param offset in there, from 0
   * @param origin the record's place in the books of the root run
   * @param way how its record is had
   */
  public record Letter(int partition, long offset, RecordId origin, Way way) {

    /** Refuses negative numbers: no topic has such a place. */
    public Letter {
      if (partition < 0 || offset < 0) {
        throw new IllegalArgumentException(
            "a letter stands from 0 on, not at " + partition + ":" + offset);
      }
    }
  }

  /** How the record of a letter is had. */
  public enum Way {
    /** The letter holds its fields. */
    FIELDS(0),
    /** It is read again at its place in the source. */
    SOURCE(1),
    /** A later record of its key was written: it is not carried out. */
    SUPERSEDED(2),
    /**
     * It is no letter: the record was written, and the target differs from it. Partition and offset
     * are those of its pack in the work topic, where it still stands.
     */
    WORK(3);

    /** How a claim spells it; never changes, since topics hold it. */
    final int code;

    Way(int code) {
      this.code = code;
    }

    static Way ofCode(long code) {
      for (Way way : values()) {
        if (way.code == code) {
          return way;
        }
      }
      throw new IllegalArgumentException(code + " is no way to a record");
    }
  }

  /** Of the failed topic; the work topic may have others. */
  private int partition() {
    Letter first = letters.getFirst();
    return first.way() == Way.WORK ? 0 : first.partition();
  }

  /** The message; it stands in the partition of its first letter, so that it lives as long. */
  public ProducerRecord<byte[], byte[]> message(String topic) {
    CborWriter cbor = new CborWriter();
    cbor.array(PARTS);
    cbor.number(FORM);
    cbor.text(run);
    cbor.text(root);
    cbor.text(before);
    cbor.number(attempt);
    cbor.number(split);
    cbor.text(unit);
    cbor.array(letters.size() * PARTS_OF_LETTER);
    for (Letter letter : letters) {
      cbor.number(letter.partition());
      cbor.number(letter.offset());
      cbor.number(letter.origin().split());
      cbor.number(letter.origin().ordinal());
      cbor.number(letter.way().code);
    }
    byte[] noKey = new byte[0];
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, partition(), noKey, cbor.take());
    String says = run + " takes " + letters.size() + " of " + before + ", attempt " + attempt;
    message.headers().add(new RecordHeader(HEADER, says.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  /**
   * The claim that a message of the failed topic is.
   *
   * @return empty where it is none
   * @throws IllegalArgumentException where it says that it is one, and cannot be read
   */
  public static Optional<LetterClaim> read(ConsumerRecord<byte[], byte[]> message) {
    if (message.headers().lastHeader(HEADER) == null || message.value() == null) {
      return Optional.empty();
    }
    CborReader cbor = new CborReader(message.value());
    if (cbor.array() != PARTS || cbor.integer() != FORM) {
      throw CborReader.malformed("a claim of another form");
    }
    String run = cbor.text();
    String root = cbor.text();
    String before = cbor.text();
    int attempt = CborReader.narrowed(cbor.integer());
    int split = CborReader.narrowed(cbor.integer());
    String unit = cbor.text();
    int count = cbor.array() / PARTS_OF_LETTER;
    List<Letter> letters = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int partition = CborReader.narrowed(cbor.integer());
      long offset = cbor.integer();
      RecordId origin = new RecordId(CborReader.narrowed(cbor.integer()), cbor.integer());
      letters.add(new Letter(partition, offset, origin, Way.ofCode(cbor.integer())));
    }
    if (letters.isEmpty()) {
      throw CborReader.malformed("a claim of nothing");
    }
    return Optional.of(new LetterClaim(run, root, before, attempt, split, unit, letters));
  }
}
