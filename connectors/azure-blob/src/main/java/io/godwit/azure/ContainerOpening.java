package io.godwit.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import io.godwit.common.store.Listings;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.aside.PrefixedAside;
import java.time.Duration;
import java.util.Optional;

/** Opens a container and asks it once. */
final class ContainerOpening {

  /** The newest that the emulator answers; nothing newer is needed. */
  private static final BlobServiceVersion VERSION = BlobServiceVersion.V2026_06_06;

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Without an answer for so long a request has failed: four megabytes in it are 70 kB/s. */
  private static final Duration REQUEST = Duration.ofSeconds(60);

  private ContainerOpening() {}

  /**
   * The store, which has answered.
   *
   * @param block contents of more bytes go in blocks of so many
   */
  static ObjectStore open(Resolved<AzureBlobSpec> connection, int block) throws Trouble {
    ContainerAddress address =
        ContainerAddress.of(connection.address().value(), connection.place());
    Login login = Login.of(connection, address);
    BlobErrors errors =
        new BlobErrors("container " + address.container() + " of " + address.account(), login);
    BlobContainerClient container = client(address, login);
    try {
      new Listings(new BlobListing(container)).page("", Optional.empty(), 1);
    } catch (RuntimeException e) {
      throw errors.atOpening(e);
    }
    BlobStore store = new BlobStore(container, errors, block);
    return new PrefixedAside(store, store::copy);
  }

  private static BlobContainerClient client(ContainerAddress address, Login login) {
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(address.endpoint())
            .containerName(address.container())
            .serviceVersion(VERSION)
            .httpClient(http())
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED, 1, (int) REQUEST.toSeconds(), null, null, null));
    switch (login) {
      case Login.SharedKey(var account, var key) ->
          builder.credential(new StorageSharedKeyCredential(account, key.value()));
      case Login.Signature(var sas) -> builder.sasToken(sas.value());
      case Login.Platform() ->
          builder.credential(new DefaultAzureCredentialBuilder().httpClient(http()).build());
    }
    return builder.buildClient();
  }

  private static HttpClient http() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT)
        .responseTimeout(REQUEST)
        .readTimeout(REQUEST)
        .writeTimeout(REQUEST)
        .build();
  }
}
