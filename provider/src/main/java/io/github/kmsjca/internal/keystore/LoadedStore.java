package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.importing.KeyImporter;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.KmsAdministration;
import io.github.kmsjca.internal.kms.LazyKmsGateway;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.InstantSource;

/** What a KeyStore consists of from one load until the next. */
record LoadedStore(Reloader reloader, Writing writing, KeyStoreEntries entries) {
  static LoadedStore create(
      Contents contents,
      KeyResolver resolver,
      LazyKmsGateway gateway,
      Configuration configuration,
      InstantSource clock)
      throws IOException, CertificateException {
    Reloader reloader = new Reloader(contents, clock, configuration.duration(Setting.RELOAD));
    KmsAdministration administration = gateway.administration();
    KeyNaming naming =
        new KeyNaming(gateway, administration, configuration.isOn(Setting.MOVE_ALIASES));
    EntryWriter writer =
        new EntryWriter(
            resolver,
            new KeyImporter(resolver, administration),
            naming,
            configuration.isOn(Setting.IMPORT));
    EntryAttributes attributes =
        new EntryAttributes(gateway, administration, configuration.isOn(Setting.METADATA));
    return new LoadedStore(
        reloader, new Writing(contents, reloader, writer), new KeyStoreEntries(attributes));
  }
}
