package io.godwit.s3;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** A server that speaks S3, in this JVM and in memory; one for all tests of the module. */
final class S3Server {

  static final String KEY = "tester";
  static final String SECRET = "the secret";

  /** Started once in this JVM. */
  private static final class Shared {
    static final S3Proxy PROXY = start();
  }

  private S3Server() {}

  static URI endpoint() {
    return URI.create("http://127.0.0.1:" + Shared.PROXY.getPort());
  }

  private static S3Proxy start() {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return proxy;
  }
}
