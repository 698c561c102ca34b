package io.godwit.files.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.spi.Target;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.files.folder.FolderGround;
import io.godwit.files.listing.StoredFilesConnector;
import io.godwit.files.listing.StoredFilesSpec;
import io.godwit.files.stored.SteadyInput;
import io.godwit.testkit.contract.PlainConnections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A content on its way from one store to another: it goes on, or is lost, and says so. */
class CopiedContentTest {

  @TempDir private Path folder;

  /** Bytes that break off behind so many. */
  private static InputStream broken(byte[] bytes, int from, int whole) {
    return new InputStream() {
      private final InputStream in = new ByteArrayInputStream(bytes, from, whole);

      @Override
      public int read() throws IOException {
        int next = in.read();
        if (next < 0) {
          throw new IOException("reset");
        }
        return next;
      }
    };
  }

  @Test
  void aReadGoesOnFromTheByteThatItHasReached() throws Exception {
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7};
    try (InputStream steady =
        new SteadyInput(
            broken(bytes, 1, 2),
            1,
            from ->
                from == 3
                    ? broken(bytes, 3, 2)
                    : new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from))) {
      assertThat(steady.readAllBytes()).containsExactly(2, 3, 4, 5, 6, 7);
    }
    try (InputStream steady = new SteadyInput(broken(bytes, 0, 1), 0, at -> broken(bytes, 0, 0))) {
      assertThatThrownBy(steady::readAllBytes).isInstanceOf(IOException.class).hasMessage("reset");
    }
  }

  @Test
  void aFileThatChangesWhileItIsCopiedIsLost() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path file = Files.write(ground.root().resolve("f"), new byte[1000]);
    try (ObjectStore store = ground.open()) {
      Opened.Found found = (Opened.Found) store.open("f", Optional.empty(), 0);
      CopiedContent content = new CopiedContent(store, found.facts(), found.bytes());
      try (InputStream in = content.open(0)) {
        in.readNBytes(10);
        assertThat(content.lost()).isEmpty();
        Files.write(file, new byte[1001]);
        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      }
      assertThat(content.lost().map(Failure::code)).hasValue(ErrorCode.OBJECT_CHANGED);
      content.close();
    }
  }

  /** The stores behind both connections are asked for by their names, whatever their kind. */
  @Test
  void sourceAndTargetAreOpenedOverAnyStore() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Files.writeString(ground.root().resolve("f"), "x");
    StoreConnector folders = new FolderConnector();
    assertThat(folders.connections()).allMatch(StoreConnection.class::isAssignableFrom);
    FolderConnection connection =
        new FolderConnection(ground.root().toString(), Optional.empty(), false);
    Opening opening =
        new Opening(
            PlainConnections.of("disk", connection), Path.of(""), RowEncoder::new, folders::open);
    StoredFilesSpec files =
        new StoredFilesSpec("disk", Optional.empty(), Optional.empty(), Optional.empty(), 10);
    try (Source source = new StoredFilesConnector().open(files, opening)) {
      assertThat(source.plan().records()).isEqualTo(1);
      assertThat(source.inspect().exactFields()).hasValue(files.fields().orElseThrow());
    }
    ObjectsSpec objects =
        new ObjectsSpec("copy/{name}", "disk", "disk", SinkSpec.Write.UPSERT, Optional.empty());
    try (Target target = new ObjectsConnector().open(List.of(objects), opening)) {
      assertThat(target.concurrency()).isPositive();
    }
    assertThatThrownBy(() -> new ObjectsConnector().open(List.of(objects, objects), opening))
        .hasMessageContaining("no two objects of one record");
    for (String name : List.of("fixed", "{unit}")) {
      ObjectsSpec same =
          new ObjectsSpec(name, "disk", "disk", SinkSpec.Write.UPSERT, Optional.empty());
      assertThatThrownBy(() -> new ObjectsConnector().open(List.of(same), opening))
          .hasMessageContaining("one name for all records");
    }
    try (ObjectStore store = ground.open()) {
      assertThat(store.look("f").orElseThrow().hash()).isEqualTo(Optional.<ContentHash>empty());
    }
  }
}
