package io.github.kmsjca.internal.kms;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** The only code that needs the optional STS module. */
final class WebIdentity {
  private WebIdentity() {}

  /** Role, token file and session name come from the SDK's own settings. */
  static AwsCredentialsProvider create(SdkHttpClient http) {
    return StsWebIdentityTokenFileCredentialsProvider.builder()
        .stsClient(
            StsClient.builder()
                .httpClient(http)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build())
        .build();
  }
}
