package io.github.kmsjca.internal.kms;

import java.util.Map;

/** {@link KmsAdministration} by way of a gateway that loads the AWS SDK with the first call. */
final class LazyAdministration implements KmsAdministration {
  private final LazyKmsGateway gateway;

  LazyAdministration(LazyKmsGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public KeyArn createKey(NewKey key) throws KmsCallException {
    return gateway.call("CreateKey", "", sdk -> sdk.administration().createKey(key));
  }

  @Override
  public boolean isInDefaultRegion(KeyArn key) throws KmsCallException {
    return gateway.call(
        "CreateAlias", key.toString(), sdk -> sdk.administration().isInDefaultRegion(key));
  }

  @Override
  public void createAlias(KeyName alias, KeyArn key) throws KmsCallException {
    gateway.run("CreateAlias", key.toString(), sdk -> sdk.administration().createAlias(alias, key));
  }

  @Override
  public void updateAlias(KeyName alias, KeyArn key) throws KmsCallException {
    gateway.run("UpdateAlias", key.toString(), sdk -> sdk.administration().updateAlias(alias, key));
  }

  @Override
  public ImportParameters parametersForImport(KeyArn key, String algorithm)
      throws KmsCallException {
    return gateway.call(
        "GetParametersForImport",
        key.toString(),
        sdk -> sdk.administration().parametersForImport(key, algorithm));
  }

  @Override
  public void importKeyMaterial(KeyArn key, ImportParameters parameters, byte[] material)
      throws KmsCallException {
    gateway.run(
        "ImportKeyMaterial",
        key.toString(),
        sdk -> sdk.administration().importKeyMaterial(key, parameters, material));
  }

  @Override
  public Map<String, String> tags(KeyArn key) throws KmsCallException {
    return gateway.call("ListResourceTags", key.toString(), sdk -> sdk.administration().tags(key));
  }

  @Override
  public Rotation rotation(KeyArn key) throws KmsCallException {
    return gateway.call(
        "GetKeyRotationStatus", key.toString(), sdk -> sdk.administration().rotation(key));
  }
}
