package io.godwit.s3;

import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Referring;
import io.godwit.common.spec.rule.AddressRules;
import io.godwit.common.spec.rule.BrokenRule;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket of S3, or of a service that speaks as it does. Without keys of its own the platform's
 * login is taken (variables, profile, web identity, container and instance roles).
 *
 * @param s3 the bucket as {@code s3://BUCKET}
 * @param endpoint the service's URL; empty for AWS
 * @param region the bucket's region; empty for the platform's, or where an endpoint says it all
 * @param accessKey the name of a key
 * @param secretKey a reference to the key itself
 * @param pathStyle whether the bucket stands in the path of URLs and not in the host
 */
@Doc("A bucket of S3, or of what speaks as it does. With no key it uses the platform's login.")
public record S3Spec(
    @Doc("The bucket, as s3://BUCKET.") @Referring String s3,
    @Doc("The URL of a service other than AWS, as https://minio.example.com.") @Referring
        Optional<String> endpoint,
    @Doc("The bucket's region; left out it is the platform's.") @Referring Optional<String> region,
    @Doc("The name of a key; together with secret-key.") @Referring Optional<String> accessKey,
    @Doc("A reference to the key, as ${env:S3_SECRET} or ${file:/run/secrets/s3}.")
        @Referring
        @Form(S3Spec.SECRET)
        Optional<String> secretKey,
    @Doc("Whether the bucket stands in the path of URLs, as MinIO and Ceph usually want it.")
        @Default("false")
        boolean pathStyle)
    implements StoreConnection {

  /** References only, without defaults: a default would be the secret in clear text. */
  static final String SECRET = "(\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\})+";

  /** Refuses secrets in clear text, and half a key. */
  public S3Spec {
    AddressRules.startsWith(s3, "s3", "s3://.*", "s3://");
    endpoint.ifPresent(S3Spec::checkedEndpoint);
    if (secretKey.filter(text -> !Pattern.matches(SECRET, text)).isPresent()) {
      throw new BrokenRule(
          "secret-key is a reference without a default, such as ${env:S3_SECRET} or"
              + " ${file:/run/secrets/s3}",
          "secret-key");
    }
    if (accessKey.isPresent() != secretKey.isPresent()) {
      throw new BrokenRule("access-key and secret-key stand together", "access-key");
    }
  }

  private static void checkedEndpoint(String url) {
    if (AddressRules.holdsPassword(url)) {
      throw new BrokenRule("an endpoint holds no password", "endpoint");
    }
    AddressRules.startsWith(url, "endpoint", "https?://.*", "https:// or http://");
  }

  @Override
  public String address() {
    return s3;
  }
}
