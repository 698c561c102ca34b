package io.godwit.mongodb.write;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.Answer;
import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.MongoErrors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.RawBsonDocument;

/**
 * Sends the documents of one batch, and takes note of what becomes of them. An error of a document
 * names it; one of a whole command does not, so the command is halved until it holds one document.
 * Where a whole command is refused for an unknown reason and nothing has been taken yet, some of
 * its documents from all over it are tried first: an outage must not cost a command for each. For
 * one thread.
 */
final class BulkSend {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final MongoDatabase database;
  private final MongoErrors errors;
  private final Set<String> keyIndexes;
  private final Answer[] answers;
  private final int most;
  private final BitSet doubted = new BitSet();
  private boolean taken;

  /** A document to write: where it stands among the answers, and how. */
  record Operation(int index, WriteModel<RawBsonDocument> model) {}

  /**
   * Nothing is sent yet.
   *
   * @param answers all called written; changed where the server says something else
   * @param most so many are refused for unknown reasons, and none taken, before it gives up
   */
  BulkSend(
      MongoDatabase database,
      MongoErrors errors,
      Set<String> keyIndexes,
      Answer[] answers,
      int most) {
    this.database = database;
    this.errors = errors;
    this.keyIndexes = keyIndexes;
    this.answers = answers;
    this.most = most;
  }

  void send(String collection, List<Operation> chunk) throws Trouble {
    if (chunk.isEmpty()) {
      return;
    }
    try {
      database
          .getCollection(collection, RawBsonDocument.class)
          .bulkWrite(chunk.stream().map(Operation::model).toList(), UNORDERED);
      taken = true;
    } catch (MongoBulkWriteException e) {
      settle(e, chunk);
    } catch (MongoCommandException e) {
      Answer answer = errors.answer(e).orElseThrow(() -> errors.trouble(e));
      halve(collection, chunk, answer);
    } catch (MongoException e) {
      throw errors.trouble(e);
    }
    requireSomethingTaken();
  }

  private void halve(String collection, List<Operation> chunk, Answer answer) throws Trouble {
    if (chunk.size() == 1) {
      refuse(chunk.getFirst(), answer);
      return;
    }
    if (answer instanceof Answer.Doubt && !taken && chunk.size() > most) {
      for (Operation one : spread(chunk)) {
        send(collection, List.of(one));
        if (taken) {
          break;
        }
      }
      if (!taken) {
        throw errors.refusesAll(answer);
      }
    }
    int middle = chunk.size() / 2;
    send(collection, chunk.subList(0, middle));
    send(collection, chunk.subList(middle, chunk.size()));
  }

  private List<Operation> spread(List<Operation> chunk) {
    List<Operation> some = new ArrayList<>(most);
    for (int i = 0; i < most; i++) {
      some.add(chunk.get((int) ((long) i * chunk.size() / most)));
    }
    return some;
  }

  private void settle(MongoBulkWriteException e, List<Operation> chunk) throws Trouble {
    if (e.getWriteConcernError() != null) {
      throw errors.trouble(e.getWriteConcernError());
    }
    for (BulkWriteError error : e.getWriteErrors()) {
      Optional<Answer> answer = errors.answer(error, keyIndexes);
      refuse(chunk.get(error.getIndex()), answer.orElseThrow(() -> errors.trouble(error)));
    }
    taken |= e.getWriteErrors().size() < chunk.size();
  }

  private void refuse(Operation operation, Answer answer) {
    answers[operation.index()] = answer;
    doubted.set(operation.index(), answer instanceof Answer.Doubt);
  }

  private void requireSomethingTaken() throws Trouble {
    if (!taken && doubted.cardinality() > most) {
      throw errors.refusesAll(answers[doubted.nextSetBit(0)]);
    }
  }
}
