import { dart, file, jvm, LIKELY, npm, SURE } from './signal.ts'

export const mobile = [
  npm('Expo', SURE, 'expo'),
  npm('React Native', SURE, 'react-native'),
  npm('Capacitor', SURE, '@capacitor/core', '@capacitor/cli', 'cordova', '@ionic/*'),
  npm('NativeScript', SURE, '@nativescript/core'),
  dart('Flutter', SURE, 'flutter'),
  jvm(
    'Android',
    SURE,
    'com.android.application',
    'com.android.library',
    'com.android.tools.build:gradle',
    'androidx.*',
  ),
  file('Expo', SURE, 'eas.json'),
  file('React Native', LIKELY, 'metro.config.*'),
  file('iOS', SURE, 'ios/**/project.pbxproj', 'Podfile'),
  file('Xcode', LIKELY, 'project.pbxproj'),
  file('iOS', LIKELY, 'LaunchScreen.storyboard', 'AppDelegate.swift', 'AppDelegate.m', 'AppDelegate.mm'),
  file('Android', SURE, 'AndroidManifest.xml'),
  file('Android', SURE, 'android/build.gradle', 'android/build.gradle.kts', 'android/app/build.gradle'),
  file('Capacitor', SURE, 'capacitor.config.*', 'ionic.config.json'),
  file('fastlane', SURE, 'Fastfile'),
]
