package io.godwit.mongodb.write;

import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.DeclaredPlaces;
import io.godwit.mongodb.bson.UnwritableRecord;
import io.godwit.mongodb.undo.KeepableSink;
import io.godwit.mongodb.undo.Leaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes the documents of each record to several collections, all or none, without a transaction.
 * Any thread may write.
 *
 * <p>All documents of a record but the last are inserted first, each with a {@link Mark}. Then the
 * last one is written as a single document is, by replacing or inserting it: it is the only one
 * that may change what was there before, since nothing has to be taken back after it. Where it goes
 * in, the marks are taken off; where it is refused, what is marked is deleted. A process that is
 * killed in between leaves marked documents, which the repeated batch knows as its own.
 *
 * <p>A document that is there already is left alone where it is as it would be written, and no
 * matter whose it is: there is nothing to take back. Where it has other values its record fails,
 * since a change could not be taken back. Where another record has marked it, that one may yet take
 * it away, so the batch waits.
 */
final class SeveralCollections
    implements KeepableSink, SupportsCautions, SupportsKeyEquality, SupportsVerify {

  private final MongoDatabase database;
  private final List<GuardedCollection> collections;
  private final MongoErrors errors;
  private final List<CollectionProbe> probes;

  SeveralCollections(
      MongoDatabase database, List<GuardedCollection> collections, MongoErrors errors) {
    this.database = database;
    this.collections = List.copyOf(collections);
    this.errors = errors;
    this.probes =
        collections.stream()
            .map(one -> new CollectionProbe(database, one.target(), errors))
            .toList();
  }

  @Override
  public List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all) {
    return DeclaredPlaces.cautions(declared);
  }

  /** Of the first collection, whose key places the records. */
  @Override
  public Optional<String> unknownEquality() {
    return collections.getFirst().target().collations().unknown();
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    return write(batch, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return write(batch, Integer.MAX_VALUE);
  }

  /** Of an early document two states: with its mark, and without. */
  @Override
  public List<Leaving> leaving(List<Write> batch) {
    List<Leaving> leaving = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      List<Leaving> record = new ArrayList<>();
      try {
        StagedDocument.Whole whole = StagedDocument.of(i, batch.get(i), collections);
        for (StagedDocument document : whole.early()) {
          Document marked = document.mark().on(document.fields());
          record.add(leaving(i, document, List.of(marked, document.fields())));
        }
        for (StagedDocument document : whole.last()) {
          record.add(leaving(i, document, List.of(document.fields())));
        }
        leaving.addAll(record);
      } catch (UnwritableRecord e) {
        // It fails when it is written, and is nowhere then.
      }
    }
    return leaving;
  }

  private Leaving leaving(int write, StagedDocument document, List<Document> states)
      throws UnwritableRecord {
    MongoSink.Target target = collections.get(document.table()).target();
    return Leaving.of(write, target.collection(), target.key(), document.key(), states);
  }

  private List<Answer> write(List<Write> batch, int most) throws Trouble {
    for (GuardedCollection collection : collections) {
      collection.guard().enter();
    }
    boolean sound = false;
    try {
      List<Answer> answers =
          new WholeBatch(database, collections, errors, batch.size(), most).write(batch);
      for (GuardedCollection collection : collections) {
        collection.guard().leave();
      }
      sound = true;
      return answers;
    } finally {
      if (!sound) {
        collections.forEach(collection -> collection.guard().doubt());
      }
    }
  }

  /** In every collection that the record goes to: any of them may be what refuses it. */
  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    Witness weakest = Witness.RECORD;
    for (int table : refused.rows().stream().map(Row::table).distinct().toList()) {
      Witness witness = probes.get(table).witness();
      weakest = witness == Witness.NOTHING ? witness : weakest;
    }
    return weakest;
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    List<Boolean> held = new ArrayList<>(writes.size());
    for (Write write : writes) {
      boolean all = true;
      for (Row row : write.rows()) {
        all = all && probes.get(row.table()).holds(row.fields());
      }
      held.add(all);
    }
    return held;
  }

  @Override
  public List<String> key(int table) {
    return collections.get(table).target().key();
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    Match[] matches = new Match[rows.size()];
    for (int table = 0; table < collections.size(); table++) {
      int number = table;
      int[] places =
          IntStream.range(0, matches.length)
              .filter(place -> rows.get(place).table() == number)
              .toArray();
      List<Match> found =
          new CollectionComparison(database, collections.get(table).target(), errors)
              .of(Arrays.stream(places).mapToObj(place -> rows.get(place).fields()).toList());
      for (int i = 0; i < places.length; i++) {
        matches[places[i]] = found.get(i);
      }
    }
    return List.of(matches);
  }
}
