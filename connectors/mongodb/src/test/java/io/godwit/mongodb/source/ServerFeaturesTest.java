package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.mongodb.MongoErrors;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.junit.jupiter.api.Test;

/** What real servers say of themselves and of errors, by hand: the stand-in is none of these. */
class ServerFeaturesTest {

  private static ServerDescription server(ServerType type, int version) {
    return ServerDescription.builder()
        .address(new ServerAddress("127.0.0.1", 27_000 + version))
        .state(ServerConnectionState.CONNECTED)
        .ok(true)
        .type(type)
        .maxWireVersion(version)
        .logicalSessionTimeoutMinutes(30)
        .build();
  }

  private static boolean have(ServerDescription... servers) {
    return ServerFeatures.haveSnapshots(
        new ClusterDescription(
            ClusterConnectionMode.MULTIPLE, ClusterType.REPLICA_SET, List.of(servers)));
  }

  @Test
  void snapshotsAreUsedWhereAllServersHaveThem() {
    assertThat(have(server(ServerType.REPLICA_SET_PRIMARY, 13))).isTrue();
    assertThat(have(server(ServerType.SHARD_ROUTER, 25))).isTrue();
    assertThat(
            have(
                server(ServerType.REPLICA_SET_PRIMARY, 17),
                server(ServerType.REPLICA_SET_SECONDARY, 9)))
        .isFalse();
    assertThat(have(server(ServerType.STANDALONE, 25))).isFalse();
    assertThat(have()).isFalse();
  }

  private static MongoCommandException error(int code) {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0))
            .append("code", new BsonInt32(code))
            .append("errmsg", new org.bson.BsonString("words")),
        new ServerAddress());
  }

  @Test
  void anErrorOfAReaderIsNeverADocumentsFault() {
    SourceErrors errors = new SourceErrors(new MongoErrors("MongoDB at h"));
    assertThat(errors.reading(error(91), "c").code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE);
    for (int code : new int[] {2, 66, 8000_00, 13}) {
      assertThat(errors.reading(error(code), "c"))
          .satisfies(trouble -> {
            assertThat(trouble.code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE);
            assertThat(trouble).hasMessageContaining("does not read c: words");
          });
    }
    Assertions.assertThatThrownBy(() -> errors.planning(error(13), "c"))
        .isInstanceOf(Refused.class)
        .hasMessage("MongoDB at h: the user may not read c; grant the role 'read' of its database");
  }

  @Test
  void whatEndsACursorIsTold() {
    for (int code : new int[] {43, 175, 237, 239, 246}) {
      assertThat(SourceErrors.isCursorGone(error(code))).isTrue();
    }
    assertThat(
            SourceErrors.isCursorGone(
                new MongoCursorNotFoundException(
                    7, new BsonDocument("cursor", new BsonInt64(7)), new ServerAddress())))
        .isTrue();
    assertThat(SourceErrors.isCursorGone(error(91))).isFalse();
    assertThat(CollectionState.isRefused(error(72))).isTrue();
    assertThat(CollectionState.isRefused(error(239))).isFalse();
    assertThat(SourceErrors.isSortTooLarge(error(292))).isTrue();
  }
}
