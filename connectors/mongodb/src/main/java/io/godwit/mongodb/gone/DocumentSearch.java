package io.godwit.mongodb.gone;

import com.mongodb.MongoException;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.mongodb.bson.DocumentKey;
import io.godwit.mongodb.bson.KeyFilter;
import io.godwit.mongodb.bson.UnwritableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.RawBsonDocument;

/**
 * A search in one collection, which changes nothing. A document without the whole key can be no
 * record's, and is left out of it: nobody has written it by this job. For one thread.
 */
public final class DocumentSearch implements SupportsGone.Search {

  private static final int AT_ONCE = 1000;

  private final GoneDocuments of;
  private final StagedKeys keys;

  DocumentSearch(GoneDocuments of, StagedKeys keys) {
    this.of = of;
    this.keys = keys;
  }

  /** Has the server look at what the job says of its documents. */
  void check() {
    var unused = of.documents().find(of.owned()).limit(1).first();
  }

  @Override
  public Optional<Failure> has(List<Document> documents) throws Trouble {
    List<String> ids = new ArrayList<>(documents.size());
    try {
      for (Document document : documents) {
        ids.add(DocumentKey.id(KeyFilter.of(document, of.key())));
      }
      keys.add(ids);
      return Optional.empty();
    } catch (UnwritableRecord e) {
      return Optional.of(e.failure());
    } catch (MongoException e) {
      throw of.said(e);
    }
  }

  @Override
  public SupportsGone.Count count() throws Trouble {
    long[] counts = new long[2];
    walk(some -> counts[0] += some.size(), gone -> counts[1]++);
    return new SupportsGone.Count(counts[0], counts[1]);
  }

  @Override
  public void rows(Consumer<Document> each) throws Trouble {
    walk(some -> {}, document -> each.accept(DocumentKey.shown(document)));
  }

  private void walk(Consumer<Map<String, RawBsonDocument>> owned, Consumer<RawBsonDocument> gone)
      throws Trouble {
    try {
      Map<String, RawBsonDocument> some = new LinkedHashMap<>();
      for (RawBsonDocument document : of.documents().find(of.owned()).batchSize(AT_ONCE)) {
        DocumentKey.id(document, of.key()).ifPresent(id -> some.put(id, document));
        if (some.size() == AT_ONCE) {
          tell(some, owned, gone);
        }
      }
      tell(some, owned, gone);
    } catch (MongoException e) {
      throw of.said(e);
    }
  }

  private void tell(
      Map<String, RawBsonDocument> some,
      Consumer<Map<String, RawBsonDocument>> owned,
      Consumer<RawBsonDocument> gone) {
    owned.accept(some);
    Set<String> present = keys.present(some.keySet());
    some.forEach((id, document) -> {
      if (!present.contains(id)) {
        gone.accept(document);
      }
    });
    some.clear();
  }

  /** What it staged is dropped; where the server is gone, the next search does it. */
  @Override
  public void close() {
    try {
      keys.drop();
    } catch (MongoException ignored) {
      // A day later somebody drops it, and until then it disturbs nobody.
    }
  }
}
