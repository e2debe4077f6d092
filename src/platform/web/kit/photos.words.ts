import { words } from '../../language/language.ts';

/** What the picker of photos and documents says; fetched with it. */
export const photoWords = words(
  {
    addPhoto: '拍照或选图片',
    addFile: '拍照或选照片、文件',
    fileHint: '最多 {n} 个：照片，或 PDF、DOCX、XLSX 文件。照片会缩小并去掉拍摄位置，文件会去掉作者等属性。',
    photoHint: '最多 {n} 张。发送前会在手机上缩小，并去掉拍摄位置。',
    photoFailed: '这个文件不是能打开的图片：{name}',
    photoTooMany: '最多 {n} 张图片。',
    photoRemove: '移除第 {n} 张图片',
    photoNamed: '第 {n} 张图片',
    photoUnkept: '手机存不下这些图片了：关掉本页它们就没有了。请先发出，或腾出空间后重新选图。',
  },
  {
    addPhoto: 'Take or choose photos',
    addFile: 'Photos or documents',
    fileHint:
      'Up to {n}: photos, or PDF, DOCX and XLSX documents. Photos are made smaller and lose their place; documents lose their author and other properties.',
    photoHint: 'Up to {n}. They are made smaller on your phone before sending, and where they were taken is removed.',
    photoFailed: 'This file is not a picture that can be opened: {name}',
    photoTooMany: 'No more than {n} photos.',
    photoRemove: 'Remove photo {n}',
    photoNamed: 'Photo {n}',
    photoUnkept:
      'This phone has no room to keep the pictures: they are lost when the page is closed. Send first, or make room and choose them again.',
  },
);
