package io.godwit.content;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectSpools;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.content.format.Property;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.testkit.contract.PlainConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder of contents, and the steps over it. */
record ContentGround(Path folder, ObjectSpools spools) {

  static ContentGround in(Path folder) throws IOException {
    return new ContentGround(Files.createTempDirectory(folder, "store"), new ObjectSpools());
  }

  Opening opening() {
    FolderConnection disk = new FolderConnection(folder.toString(), Optional.empty(), false);
    return new Opening(
        PlainConnections.of("disk", disk),
        Path.of(""),
        RowEncoder::new,
        new FolderConnector()::open,
        spools,
        Optional.empty());
  }

  ObjectStore store() throws Trouble {
    return opening().store("disk");
  }

  Step open(StepSpec spec) throws Trouble {
    return new ContentConnector().open(spec, opening());
  }

  static ContentHashSpec hash() {
    return new ContentHashSpec("disk", "sha256", Optional.empty(), new Size(1 << 20));
  }

  static MetadataSpec metadata(Property... take) {
    return new MetadataSpec("disk", List.of(take), Optional.empty(), new Size(16 << 20));
  }

  /** A file, and the record that refers to it. */
  DataRecord record(String name, byte[] content) throws IOException, Trouble {
    Files.write(folder.resolve(name), content);
    try (ObjectStore store = store()) {
      return record(store.look(name).orElseThrow());
    }
  }

  static DataRecord record(ObjectFacts facts) {
    return of(
        Map.of("name", new Value.Text(facts.name()), "version", new Value.Text(facts.version())));
  }

  static DataRecord of(Map<String, Value> fields) {
    return new DataRecord(
        new RecordId(0, 0),
        new Key("k"),
        new Origin("disk", 0),
        Document.of(new TreeMap<>(fields)));
  }
}
