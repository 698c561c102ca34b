package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDateTime;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples as they are shipped, by their names. */
interface ShippedExamples {

  Path EXAMPLES = Path.of(System.getProperty("godwit.root"), "examples");

  @Test
  default void submissionsByName(Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "submissions");
    job.sql(Files.readString(EXAMPLES.resolve("submissions/setup/warehouse.sql")));
    job.sql(Files.readString(EXAMPLES.resolve("submissions/setup/app.sql")));
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.put("WAREHOUSE_URL", job.variables().get("APP_URL"));

    JobFolder.Ended ended = job.typed(variables, "run", "submissions");

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("173,912 read = 172,003 written + 0 unchanged + 1,909 dropped + 0 failed");
    assertThat(
            job.query(
                "select count(*) || ' ' || count(*) filter (where is_exam)"
                    + " from assignment_submissions"))
        .containsExactly("172003 4959");
    assertThat(job.listed("migrated.csv")).hasSize(172_003);
    assertThat(job.listed("dropped.csv")).hasSize(1_909);
  }

  @Test
  default void documentsByName(Environment environment, @TempDir Path folder) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, "documents");
    Map<String, String> variables = Map.of("MONGODB_URL", job.mongoUri());

    JobFolder.Ended ended = job.typed(variables, "run", "documents");

    assertThat(ended.exit()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("2,979 read = 2,979 written");
    List<RawBsonDocument> books = job.documents("books");
    List<RawBsonDocument> restaurants = job.documents("restaurants");
    assertThat(books).hasSize(431);
    assertThat(restaurants).hasSize(2_548);
    assertThat(types(books, "_id")).containsOnly(BsonType.INT32, BsonType.OBJECT_ID);
    assertThat(types(restaurants, "_id")).containsOnly(BsonType.OBJECT_ID);
    assertThat(types(restaurants, "rating"))
        .containsOnly(BsonType.INT32, BsonType.DOUBLE, BsonType.STRING);
    RawBsonDocument book = one(books, "_id", new BsonInt32(1));
    // 2009-04-01T00:00:00.000-0700
    assertThat(book.get("publishedDate")).isEqualTo(new BsonDateTime(1_238_569_200_000L));
    assertThat(book.get("pageCount")).isEqualTo(new BsonInt32(416));
    assertThat(book.getArray("authors")).hasSize(3);
    assertThat(book.containsKey("thumbnailUrl")).isFalse();
    assertThat(book.get("migrated_by")).isEqualTo(new BsonString("godwit"));
    RawBsonDocument restaurant = one(restaurants, "name", new BsonString("@ Thai"));
    assertThat(restaurant.get("rating")).isEqualTo(new BsonDouble(5.5));
    assertThat(restaurant.get("town")).isEqualTo(new BsonString("Essex"));
    assertThat(restaurant.get("cuisine")).isEqualTo(new BsonString("Thai"));
  }

  private static List<BsonType> types(List<RawBsonDocument> documents, String field) {
    List<BsonType> types = new ArrayList<>();
    documents.forEach(document -> types.add(document.get(field).getBsonType()));
    return types;
  }

  private static RawBsonDocument one(
      List<RawBsonDocument> documents, String field, BsonValue value) {
    return documents.stream()
        .filter(document -> value.equals(document.get(field)))
        .findFirst()
        .orElseThrow();
  }
}
