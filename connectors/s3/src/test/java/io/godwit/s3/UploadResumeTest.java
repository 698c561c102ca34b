package io.godwit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** An upload that a killed process has begun is gone on with, unless its notes are others. */
final class UploadResumeTest {

  @Test
  void anUploadIsGoneOnWithByItsOwnRecordOnly() throws Exception {
    try (BucketGround ground = new BucketGround();
        ObjectStore store = ground.open()) {
      byte[] bytes = new byte[2 * ground.threshold() + 1];
      new Random(1).nextBytes(bytes);
      ObjectContent broken = content(bytes, 2 * ground.threshold());
      assertThatThrownBy(() -> store.put("x", broken, marked("first"))).isInstanceOf(Trouble.class);
      assertThat(uploads(ground)).hasSize(1);
      assertThatThrownBy(() -> store.put("x", broken, marked("first"))).isInstanceOf(Trouble.class);
      assertThat(uploads(ground)).hasSize(1);
      assertThatThrownBy(() -> store.put("x", broken, marked("second")))
          .isInstanceOf(Trouble.class);
      assertThat(uploads(ground)).hasSize(2);

      PutAnswer answer = store.put("x", content(bytes, bytes.length), marked("second"));
      assertThat(((PutAnswer.Stored) answer).facts().mark()).hasValue("second");
      assertThat(ground.contents().get("x")).isEqualTo(bytes);
      assertThat(store.look("x").orElseThrow().mark()).hasValue("second");
      assertThat(uploads(ground)).hasSize(1);
    }
  }

  private static List<MultipartUpload> uploads(BucketGround ground) {
    return ground.client().listMultipartUploads(r -> r.bucket(ground.bucket())).uploads();
  }

  private static PutTerms marked(String mark) {
    return new PutTerms(false, Optional.of(mark), Optional.empty(), Map.of());
  }

  /** A content that cannot be read behind a byte. */
  private static ObjectContent content(byte[] bytes, int at) {
    return new ObjectContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open(long from) {
        InputStream start = new ByteArrayInputStream(bytes, 0, at);
        return at == bytes.length ? start : new SequenceInputStream(start, gone());
      }
    };
  }

  private static InputStream gone() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("gone");
      }
    };
  }
}
