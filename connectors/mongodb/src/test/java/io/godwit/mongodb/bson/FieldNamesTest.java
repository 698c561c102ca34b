package io.godwit.mongodb.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FieldNamesTest {

  private static Document named(String... names) {
    Document document = Document.empty();
    for (String name : names) {
      document = document.with(name, Value.Null.NULL);
    }
    return document;
  }

  private static String written(FieldNames names, Document document) throws UnwritableRecord {
    names.look(document);
    BsonBuffer out = new BsonBuffer();
    // What a view shows begins with its length.
    int opened = out.open();
    for (int i = 0; i < document.size(); i++) {
      names.write(i, out);
    }
    out.close(opened);
    byte[] bytes = new byte[out.length() - 5];
    out.view(0, out.length()).getByteBuffer().position(4).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).replace('\0', ',');
  }

  @Test
  void eachDocumentHasItsOwnNames() throws UnwritableRecord {
    FieldNames names = new FieldNames();
    assertThat(written(names, named("a", "é"))).isEqualTo("a,é,");
    assertThat(written(names, named("a", "é"))).isEqualTo("a,é,");
    assertThat(written(names, named("é", "b$"))).isEqualTo("é,b$,");
    assertThat(written(names, named())).isEmpty();
    assertThat(written(names, named("a"))).isEqualTo("a,");
  }

  @Test
  void whatIsNoNameIsRefusedEachTime() throws UnwritableRecord {
    FieldNames names = new FieldNames();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> written(names, named("a", "$b"))).hasMessageContaining("operator");
      assertThatThrownBy(() -> written(names, named("a\0"))).hasMessageContaining("NUL");
      assertThatThrownBy(() -> written(names, named("a\ud83d"))).hasMessageContaining("surrogate");
    }
    assertThat(written(names, named("a"))).isEqualTo("a,");
  }
}
