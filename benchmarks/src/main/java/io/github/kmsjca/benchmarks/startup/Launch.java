package io.github.kmsjca.benchmarks.startup;

import java.net.URI;

/** What a {@link LaunchedJvm} does. */
public enum Launch {
  NOTHING,
  /** What the platform itself needs to add any provider. */
  ADD_EMPTY_PROVIDER,
  ADD_PROVIDER,
  /** KeyStore, one GetPublicKey, one Sign. */
  SIGN_BY_JCA,
  SIGN_BY_CLIENT,
  /** The two calls that JCA makes too. */
  GET_KEY_AND_SIGN_BY_CLIENT,
  /** What programs do without KMS, while the provider is first. */
  WORK_WITHOUT_KMS;

  /**
   * The launched JVM's main method. Each program is a class of its own, so that no launch loads
   * what only another one needs.
   *
   * @param args a constant's name, endpoint, key ARN
   */
  public static void main(String[] args) throws Exception {
    URI endpoint = URI.create(args[1]);
    String arn = args[2];
    switch (valueOf(args[0])) {
      case NOTHING -> {}
      case ADD_EMPTY_PROVIDER -> AddProvider.empty();
      case ADD_PROVIDER -> AddProvider.ours();
      case SIGN_BY_JCA -> SignByJca.run(endpoint, arn);
      case SIGN_BY_CLIENT -> SignByClient.run(endpoint, arn, false);
      case GET_KEY_AND_SIGN_BY_CLIENT -> SignByClient.run(endpoint, arn, true);
      case WORK_WITHOUT_KMS -> WorkWithoutKms.run(endpoint);
    }
  }
}
