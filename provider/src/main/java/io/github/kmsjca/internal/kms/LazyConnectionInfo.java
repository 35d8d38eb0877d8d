package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.CredentialFacts;
import io.github.kmsjca.internal.kms.client.LoudLoggers;
import io.github.kmsjca.internal.kms.client.NotConfiguredException;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.internal.kms.client.SourcedValue;
import java.util.List;
import java.util.Optional;

/** What a gateway's calls are made with. Asking is guarded as a call is: credentials need TLS. */
final class LazyConnectionInfo implements ConnectionInfo {
  private final Gateway gateway;

  LazyConnectionInfo(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public SourcedValue region() throws NotConfiguredException {
    return ask(ConnectionInfo::region);
  }

  @Override
  public Optional<SourcedValue> endpoint() throws NotConfiguredException {
    return ask(ConnectionInfo::endpoint);
  }

  @Override
  public Optional<SourcedValue> proxy() throws NotConfiguredException {
    return ask(ConnectionInfo::proxy);
  }

  @Override
  public Optional<CredentialFacts> credentials() throws NotConfiguredException {
    return ask(ConnectionInfo::credentials);
  }

  @Override
  public Optional<LoudLoggers> loudLoggers() throws NotConfiguredException {
    return ask(ConnectionInfo::loudLoggers);
  }

  /** One question to the connection beneath. */
  @FunctionalInterface
  private interface Question<T> {
    T to(ConnectionInfo connection) throws NotConfiguredException;
  }

  private <T> T ask(Question<T> question) throws NotConfiguredException {
    try {
      return gateway.inside(
          SdkRequirement.ANY_CALL, "connection", "", kms -> question.to(kms.info()));
    } catch (KmsCallException e) {
      throw new NotConfiguredException(List.of(String.valueOf(e.getMessage())), e);
    }
  }
}
