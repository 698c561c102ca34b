package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

/** What the stand-in has no views, time series and UUIDs for, as a server lists it. */
class CollectionChoiceTest {

  private static final String UUID =
      "{\"$binary\": {\"base64\": \"AAECAwQFBgcICQoLDA0ODw==\", \"subType\": \"04\"}}";

  private static ChosenCollection listed(String json) {
    return ChosenCollection.of(BsonDocument.parse(json));
  }

  private static ChosenCollection plain(String name) {
    return listed(
        "{\"name\": \"%s\", \"type\": \"collection\", \"options\": {}, \"info\": {\"uuid\": %s},"
                .formatted(name, UUID)
            + " \"idIndex\": {\"v\": 2}}");
  }

  private static ChosenCollection view(String name) {
    return listed(
        "{\"name\": \"%s\", \"type\": \"view\", \"options\": {\"viewOn\": \"a\"}, \"info\": {}}"
            .formatted(name));
  }

  private static CollectionChoice choice(List<String> spelled, ChosenCollection... all) {
    return CollectionChoice.of(spelled, List.of(all), "database d");
  }

  private static List<String> names(CollectionChoice choice) {
    return choice.collections().stream().map(ChosenCollection::name).toList();
  }

  @Test
  void namesKeepTheirOrderAndPatternsAreSorted() {
    CollectionChoice choice =
        choice(
            List.of("z", "f?_*", "f1_a"),
            plain("f2_b"),
            plain("f1_a"),
            plain("f12_a"),
            plain("F1_a"),
            plain("z"),
            plain("system.f1_x"));
    assertThat(names(choice)).containsExactly("z", "f1_a", "f2_b");
    assertThat(choice.collections().getFirst().identity())
        .isEqualTo("00010203-0405-0607-0809-0a0b0c0d0e0f");
    assertThat(choice.remarks()).isEmpty();
  }

  @Test
  void aNameWithAStarIsTakenAsItStandsWhereThereIsOne() {
    assertThat(names(choice(List.of("a*"), plain("a*"), plain("ab")))).containsExactly("a*");
  }

  @Test
  void aViewIsRefusedByNameAndPassedOverByPattern() {
    assertThatThrownBy(() -> choice(List.of("v"), view("v"), plain("a")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_FORMAT))
        .hasMessageStartingWith("database d: 'v' is a view, which has no index over _id")
        .hasMessageContaining("$merge");
    CollectionChoice choice = choice(List.of("*"), view("v"), plain("a"));
    assertThat(names(choice)).containsExactly("a");
    assertThat(choice.remarks()).singleElement().asString().contains("'*' matches 'v' too");
  }

  @Test
  void whatHasNoOrderOfIdsIsRefused() {
    ChosenCollection series =
        listed("{\"name\": \"s\", \"type\": \"timeseries\", \"options\": {}, \"info\": {}}");
    ChosenCollection bare =
        listed("{\"name\": \"s\", \"type\": \"collection\", \"options\": {\"capped\": true}}");
    ChosenCollection clustered =
        listed(
            "{\"name\": \"s\", \"type\": \"collection\", \"options\": {\"clusteredIndex\": {}}}");
    for (ChosenCollection one : List.of(series, bare)) {
      assertThatThrownBy(() -> choice(List.of("s"), one))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no index over _id");
    }
    assertThat(names(choice(List.of("s"), clustered))).containsExactly("s");
  }

  @Test
  void aPrintNamesWhatIdentifiesAndIsShort() {
    BsonDocument none = new BsonDocument();
    CollectionChoice few = choice(List.of("a"), plain("a"));
    assertThat(CollectionPrint.of("d", few, none))
        .isEqualTo("d: a 00010203-0405-0607-0809-0a0b0c0d0e0f");
    assertThat(CollectionPrint.of("d", few, BsonDocument.parse("{\"n\": 1}")))
        .endsWith(", filter {\"n\": 1}");
    CollectionChoice many =
        choice(List.of("*"), plain("a"), plain("b"), plain("c"), plain("d"), plain("e"));
    assertThat(CollectionPrint.of("d", many, none)).startsWith("d: 5 collections, sha256:");
  }
}
