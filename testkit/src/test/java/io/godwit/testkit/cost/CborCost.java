package io.godwit.testkit.cost;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Our CBOR beside Jackson's, for the fields of an order line. */
final class CborCost {

  private static final int EACH = 2_000;

  private final CBORMapper jackson = new CBORMapper();
  private final DocumentEncoder encoder = new DocumentEncoder();
  private final DocumentDecoder decoder = new DocumentDecoder();
  private final List<Document> documents =
      IntStream.range(0, EACH).mapToObj(CborCost::line).toList();
  private final List<byte[]> written = new ArrayList<>();

  private CborCost() {}

  /** Prints what writing and reading cost. */
  public static void main(String[] arguments) throws Exception {
    CborCost cost = new CborCost();
    System.out.println(CostRatio.of(EACH, cost::weWrite, cost::jacksonWrites).text("CBOR written"));
    System.out.println(CostRatio.of(EACH, cost::weRead, cost::jacksonReads).text("CBOR read"));
  }

  private static Document line(int i) {
    return Document.of("orderkey", new Value.Int64(1_000_000L + i))
        .with("partkey", new Value.Int64(155_190 + i))
        .with("linenumber", new Value.Int64(i % 7))
        .with("quantity", new Value.Int64(17))
        .with("price", new Value.Text(BigDecimal.valueOf(2_116_823 + i, 2).toPlainString()))
        .with("flag", new Value.Text("N"))
        .with("shipped", new Value.Text(LocalDate.ofEpochDay(9_568 + i).toString()))
        .with("instruction", new Value.Text("DELIVER IN PERSON"))
        .with("mode", new Value.Text("TRUCK"))
        .with("comment", new Value.Text("egular courts above the " + i));
  }

  private long weWrite() {
    written.clear();
    long bytes = 0;
    for (Document document : documents) {
      byte[] one = encoder.encode(document);
      written.add(one);
      bytes += one.length;
    }
    return bytes;
  }

  private long jacksonWrites() {
    long bytes = 0;
    for (Document document : documents) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(256);
      try (JsonGenerator cbor = jackson.createGenerator(out)) {
        write(document, cbor);
      }
      bytes += out.size();
    }
    return bytes;
  }

  private static void write(Document document, JsonGenerator cbor) {
    cbor.writeStartObject(document, document.size());
    for (int i = 0; i < document.size(); i++) {
      cbor.writeName(document.name(i));
      switch (document.value(i)) {
        case Value.Int64(long number) -> cbor.writeNumber(number);
        case Value.Text(String text) -> cbor.writeString(text);
        case Value other -> throw new IllegalArgumentException("no such field here: " + other);
      }
    }
    cbor.writeEndObject();
  }

  /** All values are asked for, or ours would only have been looked through. */
  private long weRead() {
    long fields = 0;
    for (byte[] one : written) {
      fields += decoder.decode(one).toMap().size();
    }
    return fields;
  }

  private long jacksonReads() {
    long fields = 0;
    for (byte[] one : written) {
      fields += read(one).size();
    }
    return fields;
  }

  private Document read(byte[] one) {
    List<String> names = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    try (JsonParser cbor = jackson.createParser(one)) {
      cbor.nextToken();
      while (cbor.nextToken() != JsonToken.END_OBJECT) {
        names.add(cbor.currentName());
        values.add(
            cbor.nextToken() == JsonToken.VALUE_STRING
                ? new Value.Text(cbor.getString())
                : new Value.Int64(cbor.getLongValue()));
      }
    }
    return Document.ofShared(names.toArray(String[]::new), values.toArray(Value[]::new));
  }
}
